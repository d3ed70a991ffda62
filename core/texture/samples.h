// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The photo seen from the surface: a few points a triangle, enough for all that is decided
///        per vertex.

#include "core/texture/visibility.h"

#include <vector>

namespace maquette::texture {

/// A surface point that the photo shows.
struct Sample {
    Eigen::Vector3i corners; ///< vertices
    Eigen::Vector3f weights; ///< of the corners
    Eigen::Vector2f pixel;   ///< of the crop
    Eigen::Vector3f color;   ///< BGR 0 … 255, a little blurred
    float sight = 0.0F;      ///< Sight::weight, above 0
    float skin = 0.0F;       ///< 0 … 1
    float hair = 0.0F;       ///< 0 … 1

    /// The nearest vertex.
    [[nodiscard]] int vertex() const;
};

/// Four points a triangle of one surface; those that are not seen are left out.
/// @param hair  CV_8UC1 of the crop's size, or empty.
[[nodiscard]] std::vector<Sample> samplePhoto(const View& view, int surface, const cv::Mat& hair);

/// Lab of every sample's colour, on OpenCV's 8-bit scale.
[[nodiscard]] std::vector<cv::Vec3f> labColors(const std::vector<Sample>& samples);

} // namespace maquette::texture
