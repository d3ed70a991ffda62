// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A photo of a library character with known paint, camera and pose.

#include "core/data/library.h"
#include "core/texture/texture.h"
#include "core/texture/zones.h"

#include <functional>

namespace maquette::test {

/// BGR colour of a point of the body, given in the rest pose (metres, base mesh frame), and the
/// triangle's first vertex.
using Paint = std::function<cv::Vec3b(const Eigen::Vector3f& rest, int vertex)>;

struct SyntheticPhoto {
    std::shared_ptr<const Library> library;
    Subject subject;
    TextureInput input; ///< points at the template of library and at subject
    Points rest;        ///< [kTemplateVertices,3]

    SyntheticPhoto() = default;
    SyntheticPhoto(const SyntheticPhoto&) = delete;
    SyntheticPhoto& operator=(const SyntheticPhoto&) = delete;
};

struct SceneOptions {
    float yaw = 0.0F; ///< degrees that the camera goes round the character
    int width = 700;
    int height = 1100;
    bool hasFace = true;
    bool hasMask = true;
    bool layers = false;   ///< long brown hair and a red skirt (the helpers of the template)
    bool crossArm = false; ///< the left forearm lies over the belly
};

inline const cv::Vec3b kHairColor(25, 40, 60);
inline const cv::Vec3b kSkirtColor(50, 30, 150);

/// The shared library; null (and the test should be skipped) where set-up has not fetched it.
[[nodiscard]] std::shared_ptr<const Library> testLibrary();

/// White T-shirt with a black letter on the chest, blue trousers, dark shoes, brown hair, skin.
[[nodiscard]] cv::Vec3b dressedPaint(const texture::BodyZones& zones, const Eigen::Vector3f& rest,
                                     int vertex);

[[nodiscard]] std::unique_ptr<SyntheticPhoto> photograph(const Paint& paint,
                                                         const SceneOptions& options = {});

/// The body with a texture (CV_8UC3) as the camera sees it, over mid grey. For looking at and for
/// measuring.
[[nodiscard]] cv::Mat renderTextured(const SyntheticPhoto& scene, const cv::Mat& texture,
                                     const Camera& camera, const Points& positions);

} // namespace maquette::test
