// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Focal lengths as photos tell them.

#include <opencv2/core.hpp>

#include <algorithm>

namespace maquette {

/// Pixels.
/// @param focal35  35 mm equivalent, millimetres: of a film whose longer side is 36.
[[nodiscard]] inline double focalPixels(double focal35, cv::Size photo) {
    constexpr double kFilmWidth = 36.0; // millimetres
    return focal35 / kFilmWidth * std::max(photo.width, photo.height);
}

} // namespace maquette
