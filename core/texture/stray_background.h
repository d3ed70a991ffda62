// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Background that a mask has taken for the person.

#include <opencv2/core.hpp>

namespace maquette::texture {

/// Probability, by colour alone, that a pixel within the mask is background: how common its colour
/// is outside the mask against how common deep inside it (Bayes, with Lab histograms).
/// @param pixels  CV_8UC3 BGR.
/// @param mask    CV_8UC1 0 ... 255 of the same size.
/// @param depth   pixels from the mask's edge that are surely inside.
/// @return        CV_8UC1 of the same size; 0 outside the mask and where there is no background.
[[nodiscard]] cv::Mat strayBackground(const cv::Mat& pixels, const cv::Mat& mask, float depth);

} // namespace maquette::texture
