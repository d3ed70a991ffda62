// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/layers.h"

#include "core/clothing/hair_layer.h"
#include "core/clothing/skirt_layer.h"

namespace maquette {
namespace {

constexpr float kUnder = -0.004F; ///< metres, of the body under a layer
constexpr float kHemMargin = 0.02F;

bool isLeg(BodyRegion region) {
    return limbOf(region) == Limb::LeftLeg || limbOf(region) == Limb::RightLeg;
}

bool hasPhotoSize(const cv::Mat& image, int type, const Camera& camera) {
    return image.type() == type && image.cols == camera.width && image.rows == camera.height;
}

} // namespace

Result<std::vector<Layer>> makeLayers(const LayerInput& input, const Context& ctx) {
    std::vector<Layer> layers;
    if (input.mask.empty()) {
        return layers;
    }
    if (!hasPhotoSize(input.mask, CV_8UC1, input.camera) ||
        !hasPhotoSize(input.skin, CV_8UC1, input.camera) ||
        !hasPhotoSize(input.photo, CV_8UC3, input.camera) ||
        !(input.hair.empty() || hasPhotoSize(input.hair, CV_8UC1, input.camera))) {
        return fail(ErrorCode::InvalidArgument,
                    "Photo, mask, skin and hair maps are not of the camera's size.");
    }
    const LayerScene scene = makeLayerScene(input);
    if (scene.view.mask.empty()) {
        return layers;
    }
    if (const auto hem = findHem(scene)) {
        auto skirt = makeSkirt(scene, *hem, ctx);
        if (!skirt) {
            return fail(skirt.error());
        }
        layers.push_back(std::move(*skirt));
    }
    auto hair = makeHair(scene, ctx);
    if (!hair) {
        return fail(hair.error());
    }
    if (*hair) {
        layers.push_back(std::move(**hair));
    }
    return layers;
}

Eigen::VectorXf offsetUnderLayers(const LayerInput& input, const std::vector<Layer>& layers,
                                  Eigen::VectorXf offset) {
    const std::vector<BodyRegion>& regions = input.templateMesh->regions;
    for (const Layer& layer : layers) {
        if (layer.name == kHairName) {
            drawInUnderHair(input, layer, offset);
            continue;
        }
        const float hem = layer.rest.positions.col(1).minCoeff();
        for (Eigen::Index v = 0; v < offset.size(); ++v) {
            if (isLeg(regions[v]) && input.rest(v, 1) > hem + kHemMargin) {
                offset[v] = std::min(offset[v], kUnder);
            }
        }
    }
    return offset;
}

} // namespace maquette
