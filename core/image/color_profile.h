// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Embedded colour profiles to sRGB.

#include "core/base/file.h"

#include <opencv2/core.hpp>

#include <array>

namespace maquette {

/// @param pixels  CV_8U or CV_16U, one channel (grey) or three (BGR).
/// @param icc     the profile they are in; empty, damaged, or for another kind of pixels (CMYK
///                pictures arrive as BGR): they are taken for sRGB.
/// @return        CV_8UC3 BGR, sRGB.
[[nodiscard]] cv::Mat toSrgb(const cv::Mat& pixels, const Bytes& icc);

/// A profile with the tone curve of sRGB. @param xy  of red, green, blue and white.
[[nodiscard]] Bytes profileFromPrimaries(const std::array<std::array<float, 2>, 4>& xy);

} // namespace maquette
