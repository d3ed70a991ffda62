// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Camera, light, surroundings and flaws of a photograph.

#include "core/base/random.h"
#include "core/geometry/camera.h"
#include "core/render/scene.h"

#include <string>

namespace maquette {

enum class Surroundings { Studio, Room, Outdoors, Clutter };

[[nodiscard]] const char* surroundingsName(Surroundings surroundings);
[[nodiscard]] Surroundings sampleSurroundings(Random& random);

struct PhotoOptions {
    int width = 900;           ///< pixels, 128 … 4096
    int height = 1350;         ///< pixels
    double maximumYaw = 60.0;  ///< degrees, of the camera round the figure; most stay within 40
    double minimumFill = 0.74; ///< share of the image's height that the figure takes, at least
    double maximumFill = 0.92;
    bool flaws = true; ///< blur, noise and JPEG traces
};

/// @param low,high  bounding box of the posed figure, model space, metres.
/// The focal length is 28 to 85 mm equivalent; the camera is held between hip and eye height.
[[nodiscard]] Camera samplePhotoCamera(const Eigen::Vector3f& low, const Eigen::Vector3f& high,
                                       const PhotoOptions& options, Random& random);

/// Key, fill and environment from somewhere in front of or beside the figure.
[[nodiscard]] Lighting samplePhotoLight(const Camera& camera, Surroundings surroundings,
                                        Random& random);

/// A picture of floor and wall, or ground, trees and sky, out of focus, as @p camera sees it.
/// @param floor  y of the floor, metres.
[[nodiscard]] Background paintSurroundings(Surroundings surroundings, const Camera& camera,
                                           float floor, Random& random);

/// Slight blur, sensor noise, vignette, white balance and JPEG traces, in place.
void addPhotoFlaws(cv::Mat& image, Random& random);

} // namespace maquette
