// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/clothed_offset.h"

#include "core/clothing/leg_room.h"
#include "core/clothing/limbs.h"
#include "core/clothing/outline_pull.h"
#include "core/image/mask_iou.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr float kInward = -0.010F; ///< metres; cloth may press a little
constexpr float kTrunkLimit = 0.100F;
constexpr float kLegLimit = 0.065F;
constexpr float kArmLimit = 0.060F;
constexpr float kHeadLimit = 0.012F; ///< what is higher is hair or a hat
constexpr float kFootLimit = 0.03F;
constexpr float kBareLimit = 0.020F; ///< skin is where the fit has put it
constexpr float kBareHold = 0.05F;
constexpr float kNeckHold = 0.5F; ///< collars stay near the neck
constexpr double kStiffness = 2.5;
constexpr double kDoubtful = 0.04; ///< metres between outlines
constexpr float kLegGap = 0.003F;  ///< metres that each trouser leg keeps from the middle

/// What must keep its shape whatever is worn.
std::vector<bool> fixedVertices(const Template& templateMesh) {
    const size_t count = templateMesh.regions.size();
    std::vector<bool> fixed(count, false);
    for (size_t v = 0; v < count; ++v) {
        const BodyRegion region = templateMesh.regions[v];
        fixed[v] = region == BodyRegion::LeftHand || region == BodyRegion::RightHand;
    }
    for (const char* name : {"face", "ears", "lips", "eyelids", "inside-mouth"}) {
        const auto group = templateMesh.groups.find(name);
        if (group == templateMesh.groups.end()) {
            continue;
        }
        for (const int v : group->second) {
            if (v < static_cast<int>(count)) {
                fixed[v] = true;
            }
        }
    }
    return fixed;
}

float limitOf(BodyRegion region) {
    if (region == BodyRegion::LeftFoot || region == BodyRegion::RightFoot) {
        return kFootLimit;
    }
    switch (limbOf(region)) {
    case Limb::Head:
        return kHeadLimit;
    case Limb::LeftArm:
    case Limb::RightArm:
        return kArmLimit;
    case Limb::LeftLeg:
    case Limb::RightLeg:
        return kLegLimit;
    default:
        return kTrunkLimit;
    }
}

/// The head's hair is no cloth, but stands off like it.
float clothAt(const Template& templateMesh, const ClothCover& cover, Eigen::Index v) {
    const bool isHead = limbOf(templateMesh.regions[v]) == Limb::Head;
    return isHead || cover.cloth.size() == 0 ? 1.0F : cover.cloth[v];
}

void setLimits(const Template& templateMesh, const ClothCover& cover, PullProblem& problem) {
    const std::vector<bool> fixed = fixedVertices(templateMesh);
    const auto count = static_cast<Eigen::Index>(fixed.size());
    problem.lower = Eigen::VectorXf::Zero(count);
    problem.upper = Eigen::VectorXf::Zero(count);
    problem.hold = Eigen::VectorXf::Zero(count);
    for (Eigen::Index v = 0; v < count; ++v) {
        if (fixed[v]) {
            continue;
        }
        const BodyRegion region = templateMesh.regions[v];
        const float cloth = clothAt(templateMesh, cover, v);
        problem.lower[v] = kInward;
        problem.upper[v] = std::lerp(kBareLimit, limitOf(region), cloth);
        problem.hold[v] = region == BodyRegion::Neck ? kNeckHold : (1.0F - cloth) * kBareHold;
    }
}

/// Whether hair is what a place of the mask's outline bounds.
bool isHair(const cv::Mat& hair, const cv::Point& place, const cv::Vec2f& outward) {
    constexpr float kInside = 4.0F; ///< pixels
    const cv::Point inside(cvRound(place.x - kInside * outward[0]),
                           cvRound(place.y - kInside * outward[1]));
    return cv::Rect(0, 0, hair.cols, hair.rows).contains(inside) && hair.at<uchar>(inside) > 100;
}

Status checkInput(const Template& templateMesh, const Points& posedBody, const Camera& camera,
                  const cv::Mat& mask, const cv::Mat& hair) {
    if (posedBody.rows() < static_cast<Eigen::Index>(templateMesh.regions.size())) {
        return fail(ErrorCode::InvalidArgument,
                    "The posed body has " + std::to_string(posedBody.rows()) + " points, not " +
                        std::to_string(templateMesh.regions.size()) + ".");
    }
    if (!mask.empty() &&
        (mask.type() != CV_8UC1 || mask.cols != camera.width || mask.rows != camera.height)) {
        return fail(ErrorCode::InvalidArgument,
                    "The mask is not an 8-bit image of the photo's size (" +
                        std::to_string(camera.width) + " x " + std::to_string(camera.height) +
                        ").");
    }
    if (!hair.empty() && (hair.type() != CV_8UC1 || hair.size() != mask.size())) {
        return fail(ErrorCode::InvalidArgument, "The hair map is not an image like the mask.");
    }
    return {};
}

} // namespace

Result<Eigen::VectorXf> clothedOffset(const Template& templateMesh, const Points& posedBody,
                                      const Camera& camera, const cv::Mat& mask,
                                      const ClothCover& cover, const cv::Mat& hair,
                                      const Context& ctx) {
    if (const Status status = checkInput(templateMesh, posedBody, camera, mask, hair); !status) {
        return fail(status.error());
    }
    PullProblem problem;
    problem.positions = posedBody.topRows(static_cast<Eigen::Index>(templateMesh.regions.size()));
    const OutlineView view = makeOutlineView(camera, mask, problem.positions);
    if (view.mask.empty()) {
        return Eigen::VectorXf(Eigen::VectorXf::Zero(problem.positions.rows()));
    }
    problem.triangles = bodyTriangles(templateMesh);
    problem.smoothness = kStiffness;
    problem.doubtful = kDoubtful;
    problem.normals = vertexNormals(problem.positions, problem.triangles);
    setLimits(templateMesh, cover, problem);
    problem.upper = keepLegsApart(templateMesh, problem.positions, problem.upper);
    const cv::Mat limbs = limbMap(templateMesh, problem.positions, problem.triangles, view.camera);
    const cv::Mat hairInView = hair.empty() ? cv::Mat() : imageInView(hair, view);
    problem.accepts = [&](int triangle, const cv::Point& target, const cv::Vec2f& normal) {
        if (isHair(hairInView, target, normal)) {
            return false;
        }
        const BodyRegion region = templateMesh.regions[problem.triangles(triangle, 0)];
        return areCompatible(limbOf(region), static_cast<Limb>(limbs.at<uchar>(target)));
    };
    return pullToOutline(problem, view, ctx);
}

Eigen::VectorXf keepLegsApart(const Template& templateMesh, const Points& shape,
                              const Eigen::VectorXf& offset) {
    const Points body = shape.topRows(offset.size());
    const Points normals = vertexNormals(body, bodyTriangles(templateMesh));
    const Eigen::VectorXf room = roomBetweenLegs(templateMesh, body, normals);
    return offset.array().min((room.array() - kLegGap).max(0.0F)).matrix();
}

Points wearOffset(const Template& templateMesh, const Points& shape,
                  const Eigen::VectorXf& offset) {
    const Eigen::Index count = offset.size();
    const Points body = shape.topRows(count);
    Points result = shape;
    result.topRows(count) =
        moveAlong(body, vertexNormals(body, bodyTriangles(templateMesh)), offset);
    return result;
}

double outlineIou(const Points& positions, const Triangles& triangles, const Camera& camera,
                  const cv::Mat& mask) {
    const OutlineView view = makeOutlineView(camera, mask, positions);
    if (view.mask.empty()) {
        return 0.0;
    }
    const Raster raster = rasterize(project(view.camera, positions), triangles, view.camera.width,
                                    view.camera.height);
    return maskIou(coverage(raster), view.mask);
}

} // namespace maquette
