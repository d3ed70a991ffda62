// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/layers.h"

#include "core/clothing/hair_layer.h"
#include "core/clothing/skirt_layer.h"

namespace maquette {
namespace {

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
    if (const auto sight = findSkirt(scene)) {
        auto skirt = makeSkirt(scene, *sight, ctx);
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

Eigen::VectorXf offsetUnderLayers(const LayerInput& input, const std::vector<Layer>& layers) {
    Eigen::VectorXf offset = input.offset;
    for (const Layer& layer : layers) {
        if (layer.name == kHairName) {
            drawInUnderHair(input, layer, offset);
        } else if (layer.name == kSkirtName) {
            offset = offsetUnderSkirt(input, layer.rest.positions, std::move(offset));
        }
    }
    return offset;
}

} // namespace maquette
