// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/skirt_layer.h"

#include "core/clothing/body_profile.h"
#include "core/clothing/clothed_offset.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace maquette {
namespace {

constexpr float kInward = -0.04F; ///< metres
constexpr float kOutward = 0.10F;
constexpr float kOutwardInFront = 0.02F; ///< and behind: the outline shows the flanks alone
constexpr double kStiffness = 10.0;      ///< cloth bridges what the arms hide
constexpr float kSideNormal = 0.6F;      ///< |x| of normals that count as flanks
constexpr float kWaistGap = 0.002F;      ///< metres between body and waistband
constexpr float kClear = 0.004F;         ///< and further down, at least
constexpr float kWaistDepth = 0.10F;     ///< metres below its top within which a skirt is its own
constexpr float kUnder = -0.004F;        ///< offset of the body under a skirt
constexpr float kTuck = 0.05F;           ///< metres within which the body goes under
constexpr float kHemMargin = 0.02F;

bool isLeg(BodyRegion region) {
    return limbOf(region) == Limb::LeftLeg || limbOf(region) == Limb::RightLeg;
}

float smoothStep(float from, float to, float x) {
    const float t = std::clamp((x - from) / (to - from), 0.0F, 1.0F);
    return t * t * (3.0F - 2.0F * t);
}

/// Trunk and legs of the body in the rest pose, seen from the skirt's axis.
BodyProfile profileOf(const LayerScene& scene, const Points& skirt, const Points& body) {
    const std::vector<BodyRegion>& regions = scene.input->templateMesh->regions;
    std::vector<int> rows;
    for (Eigen::Index t = 0; t < scene.body.rows(); ++t) {
        const BodyRegion region = regions[scene.body(t, 0)];
        if (region == BodyRegion::Torso || isLeg(region)) {
            rows.push_back(static_cast<int>(t));
        }
    }
    const Eigen::RowVector3f middle = skirt.colwise().mean();
    return {body.topRows(static_cast<Eigen::Index>(regions.size())),
            scene.body(rows, Eigen::all),
            {middle.x(), middle.z()}};
}

/// 0 at the waistband … 1 where the skirt hangs on its own.
Eigen::VectorXf freedom(const Points& skirt) {
    const float top = skirt.col(1).maxCoeff();
    return skirt.col(1).unaryExpr([&](float y) { return smoothStep(0.0F, kWaistDepth, top - y); });
}

/// The waistband onto the body, all below at least clear of it.
void sitOn(const BodyProfile& body, Points& skirt) {
    const Eigen::VectorXf free = freedom(skirt);
    for (Eigen::Index v = 0; v < skirt.rows(); ++v) {
        const Eigen::Vector3f point = skirt.row(v);
        const float reach = body.reach(point);
        if (reach > 0.0F) {
            const float clear = reach + kWaistGap + free[v] * (kClear - kWaistGap);
            const float own = std::max(body.distanceFromAxis(point), clear);
            skirt.row(v) = body.atDistance(point, clear + free[v] * (own - clear)).transpose();
        }
    }
}

/// Height of the lowest point of a skirt's upper border.
float levelTop(const PolygonMesh& skirt) {
    std::map<std::pair<int, int>, int> uses;
    for (int f = 0; f < skirt.faceCount(); ++f) {
        const int first = skirt.faceOffsets[f];
        const int last = skirt.faceOffsets[f + 1];
        for (int c = first; c < last; ++c) {
            const int next = c + 1 == last ? first : c + 1;
            ++uses[std::minmax(skirt.cornerVertex[c], skirt.cornerVertex[next])];
        }
    }
    const float middle = skirt.positions.col(1).mean();
    float level = skirt.positions.col(1).maxCoeff();
    for (const auto& [edge, count] : uses) {
        const float y = skirt.positions(edge.first, 1);
        if (count == 1 && y > middle) {
            level = std::min(level, y);
        }
    }
    return level;
}

Piece cutSkirt(const LayerScene& scene, const SkirtSight& sight) {
    const Piece whole =
        makePiece(*scene.input, scene.input->templateMesh->facesOf(TemplatePart::Skirt));
    const float top = levelTop(whole.mesh);
    return cutBelow(cutAbove(whole, std::min(top, sight.waist.value_or(top))), sight.hem);
}

} // namespace

Result<Layer> makeSkirt(const LayerScene& scene, const SkirtSight& sight, const Context& ctx) {
    Piece piece = cutSkirt(scene, sight);
    const LayerInput& input = *scene.input;
    const Eigen::VectorXf worn =
        input.offset.size() > 0 ? input.offset : Eigen::VectorXf::Zero(kBodyVertices).eval();
    const Eigen::VectorXf offset = offsetUnderSkirt(input, piece.mesh.positions, worn);
    const BodyProfile body =
        profileOf(scene, piece.mesh.positions, wearOffset(*input.templateMesh, input.rest, offset));
    sitOn(body, piece.mesh.positions);
    const Eigen::VectorXf free = freedom(piece.mesh.positions);
    PiecePull pull;
    const Triangles triangles = triangulate(piece.mesh).vertices;
    const Eigen::VectorXf sideways =
        vertexNormals(piece.mesh.positions, triangles).col(0).cwiseAbs();
    pull.lower = kInward * free;
    pull.upper = free.array() * (kOutward * sideways.array().square()).max(kOutwardInFront);
    pull.smoothness = kStiffness;
    pull.accepts = [&](const cv::Point& target, const cv::Vec2f& normal) {
        const cv::Point inside(cvRound(target.x - 3 * normal[0]),
                               cvRound(target.y - 3 * normal[1]));
        const Limb limb = static_cast<Limb>(scene.limbs.at<uchar>(target));
        return std::abs(normal[0]) > kSideNormal && limb != Limb::LeftArm &&
               limb != Limb::RightArm &&
               cv::Rect(0, 0, scene.skin.cols, scene.skin.rows).contains(inside) &&
               scene.skin.at<uchar>(inside) < 128;
    };
    auto layer = pullPiece(kSkirtName, scene, piece, pull, ctx);
    if (layer) {
        sitOn(body, layer->rest.positions);
        layer->posed = poseVertices(scene, layer->rest.positions, layer->templateVertex);
    }
    return layer;
}

Eigen::VectorXf offsetUnderSkirt(const LayerInput& input, const Points& skirt,
                                 Eigen::VectorXf offset) {
    const float hem = skirt.col(1).minCoeff();
    const float waist = skirt.col(1).maxCoeff();
    for (Eigen::Index v = 0; v < offset.size(); ++v) {
        const BodyRegion region = input.templateMesh->regions[v];
        const float y = input.rest(v, 1);
        if (y < hem + kHemMargin || !(region == BodyRegion::Torso || isLeg(region))) {
            continue;
        }
        const float share = isLeg(region) ? 1.0F : smoothStep(0.0F, kTuck, waist - y);
        offset[v] += share * (std::min(offset[v], kUnder) - offset[v]);
    }
    return offset;
}

} // namespace maquette
