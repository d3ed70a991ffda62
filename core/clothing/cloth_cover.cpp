// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/cloth_cover.h"

#include "core/clothing/clothed_offset.h"
#include "core/clothing/outline.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace maquette {
namespace {

constexpr float kLeastSeen = 30.0F; ///< pixels of a part that say anything of the whole
constexpr float kBareFeet = 0.75F;  ///< mean skin probability; tan shoes pass for skin in part
constexpr float kBareBelowTrousers = 0.9F;
constexpr float kDressed = 0.001F; ///< weight of the belief that what is unseen is dressed
constexpr int kSweeps = 80;

bool isBareByNature(BodyRegion region) {
    return region == BodyRegion::Head || region == BodyRegion::LeftHand ||
           region == BodyRegion::RightHand;
}

bool isFoot(BodyRegion region) {
    return region == BodyRegion::LeftFoot || region == BodyRegion::RightFoot;
}

/// What the photo says of each vertex.
struct Sight {
    Eigen::VectorXf weight; ///< pixels
    Eigen::VectorXf bare;   ///< sum of the skin probabilities
};

Sight look(const Points& body, const Triangles& triangles, const OutlineView& view,
           const cv::Mat& skin) {
    const Camera& camera = view.camera;
    const Raster raster = rasterize(project(camera, body), triangles, camera.width, camera.height);
    Sight sight{Eigen::VectorXf::Zero(body.rows()), Eigen::VectorXf::Zero(body.rows())};
    // The mask's rim is a mixture with the background.
    cv::Mat inside;
    cv::erode(view.mask, inside, cv::getStructuringElement(cv::MORPH_ELLIPSE, {5, 5}));
    for (int y = 0; y < raster.height; ++y) {
        for (int x = 0; x < raster.width; ++x) {
            const int triangle = raster.at(x, y);
            if (triangle < 0 || inside.at<uchar>(y, x) == 0) {
                continue;
            }
            const size_t pixel = static_cast<size_t>(y) * raster.width + x;
            for (int k = 0; k < 3; ++k) {
                const float share = raster.barycentric[pixel][k];
                sight.weight[triangles(triangle, k)] += share;
                sight.bare[triangles(triangle, k)] +=
                    share * static_cast<float>(skin.at<uchar>(y, x)) / 255.0F;
            }
        }
    }
    return sight;
}

bool isLowerLeg(BodyRegion region) {
    return region == BodyRegion::LeftLowerLeg || region == BodyRegion::RightLowerLeg;
}

/// Of some regions; @p seen receives how much the photo shows of them, pixels.
float meanSkin(const Template& templateMesh, const Sight& sight, bool (*belongs)(BodyRegion),
               float& seen) {
    seen = 0.0F;
    float bare = 0.0F;
    for (Eigen::Index v = 0; v < sight.weight.size(); ++v) {
        if (belongs(templateMesh.regions[v])) {
            seen += sight.weight[v];
            bare += sight.bare[v];
        }
    }
    return seen > 0.0F ? bare / seen : 0.0F;
}

/// Below trousers tan shoes are likelier than bare feet.
bool areShod(const Template& templateMesh, const Sight& sight) {
    float feetSeen = 0.0F;
    const float feet = meanSkin(templateMesh, sight, isFoot, feetSeen);
    float legsSeen = 0.0F;
    const float legs = meanSkin(templateMesh, sight, isLowerLeg, legsSeen);
    const bool areLegsClad = legsSeen > kLeastSeen && legs < 0.5F;
    return feetSeen < kLeastSeen || feet < (areLegsClad ? kBareBelowTrousers : kBareFeet);
}

/// Gauss-Seidel sweeps of the harmonic extension with soft boundary values.
Eigen::VectorXf extend(const Triangles& triangles, const Eigen::VectorXf& pull,
                       const Eigen::VectorXf& target) {
    std::vector<std::vector<int>> neighbours(target.size());
    for (const auto& [a, b] : uniqueEdges(triangles)) {
        neighbours[a].push_back(b);
        neighbours[b].push_back(a);
    }
    Eigen::VectorXf value = target;
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        for (Eigen::Index i = 0; i < value.size(); ++i) {
            const Eigen::Index v = sweep % 2 == 0 ? i : value.size() - 1 - i;
            float sum = pull[v] * target[v];
            float weight = pull[v];
            for (const int n : neighbours[v]) {
                sum += value[n];
                weight += 1.0F;
            }
            value[v] = weight > 0.0F ? sum / weight : target[v];
        }
    }
    return value;
}

} // namespace

ClothCover clothCover(const Template& templateMesh, const Points& posedBody, const Camera& camera,
                      const cv::Mat& mask, const cv::Mat& skin) {
    const auto count = static_cast<Eigen::Index>(templateMesh.regions.size());
    const Points body = posedBody.topRows(count);
    const Triangles triangles = bodyTriangles(templateMesh);
    const OutlineView view = makeOutlineView(camera, mask, body);
    Sight sight{Eigen::VectorXf::Zero(count), Eigen::VectorXf::Zero(count)};
    if (!view.mask.empty()) {
        sight = look(body, triangles, view, imageInView(skin, view));
    }
    ClothCover cover;
    cover.isShod = areShod(templateMesh, sight);
    Eigen::VectorXf pull = Eigen::VectorXf::Constant(count, kDressed);
    Eigen::VectorXf target = Eigen::VectorXf::Ones(count);
    for (Eigen::Index v = 0; v < count; ++v) {
        const BodyRegion region = templateMesh.regions[v];
        if (isBareByNature(region) || isFoot(region)) {
            pull[v] = 100.0F;
            target[v] = isFoot(region) && cover.isShod ? 1.0F : 0.0F;
        } else if (sight.weight[v] > 0.0F) {
            const float bare = sight.bare[v] / sight.weight[v];
            pull[v] = 3.0F * std::min(1.0F, sight.weight[v]);
            target[v] = std::clamp((0.7F - bare) / 0.4F, 0.0F, 1.0F);
        }
    }
    cover.cloth = extend(triangles, pull, target);
    return cover;
}

} // namespace maquette
