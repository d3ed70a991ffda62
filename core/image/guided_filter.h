// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Draws the edges of a coarse mask to those of a picture.

#include <opencv2/core.hpp>

namespace maquette {

/// The mask as a linear function of colour within every window, a . color + b, for colours in 0
/// … 1.
///
/// @param guide   CV_8UC3.
/// @param mask    CV_32F 0 … 1, of the guide's size.
/// @param radius  of the windows, pixels; some three pixels of what the mask really resolves.
/// @return        CV_32FC4 of the guide's size: a (in the guide's channel order) and b, averaged
///                over the windows round each pixel.
/// @source  He, Sun and Tang, "Guided Image Filtering", 2013, equations 14 … 16.
[[nodiscard]] cv::Mat guidedCoefficients(const cv::Mat& guide, const cv::Mat& mask, int radius);

/// Applies the coefficients to a picture that may be larger than the one they were found on.
///
/// @param picture  CV_8UC3.
/// @return         CV_8UC1 of the picture's size, 0 … 255. Edges are steepened to undo most of the
///                 spread that the windows cause.
/// @source  He and Sun, "Fast Guided Filter", 2015. Works in bands of rows, in parallel.
[[nodiscard]] cv::Mat applyGuided(const cv::Mat& coefficients, const cv::Mat& picture);

} // namespace maquette
