// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/made_character.h"

#include "core/pipeline/character_builder.h"

#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

const cv::Vec3b kIris(52, 74, 96); ///< generators say nothing of eyes
const cv::Vec3b kHair(30, 34, 42);

TextureSet texturesOf(const cv::Mat& coarse, int size) {
    TextureSet textures;
    textures.body.name = "body";
    cv::resize(coarse, textures.body.color, {size, size}, 0, 0, cv::INTER_CUBIC);
    textures.irisColor = kIris;
    textures.hairColor = kHair;
    return textures;
}

/// As if it stood before a camera in rest pose.
FitResult standing(const Points& shape, const std::shared_ptr<const Rig>& rig) {
    FitResult fit;
    fit.restShape = shape;
    fit.photoShape = shape;
    fit.rig = rig;
    fit.skeleton = rig->skeletonFor(shape);
    fit.pose.rotations.assign(static_cast<std::size_t>(fit.skeleton.boneCount()),
                              Eigen::Matrix3f::Identity());
    return fit;
}

} // namespace

Result<Character> characterOf(const Library& library, const MadeCharacter& made,
                              const MadeCharacterOptions& options) {
    const auto fitted = library.rig("default");
    const auto rig = library.rig(options.rig);
    if (!fitted || !rig) {
        return fail(fitted ? rig.error() : fitted.error());
    }
    const FitResult fit = standing(made.normalized, *fitted);
    DressedFit dressed;
    dressed.restShape = made.normalized;
    dressed.photoShape = made.normalized;
    const TextureSet textures = texturesOf(made.texture, options.textureSize);
    return buildCharacter({library, fit, dressed, textures, *rig, options.name,
                           options.height.value_or(made.height)});
}

} // namespace maquette
