// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How well two masks agree.

#include <opencv2/core.hpp>

namespace maquette {

/// Intersection over union of two CV_8UC1 masks (non-zero counts) of one size; 0 when both are
/// empty.
[[nodiscard]] inline double maskIou(const cv::Mat& a, const cv::Mat& b) {
    const cv::Mat inA = a > 0;
    const cv::Mat inB = b > 0;
    const int either = cv::countNonZero(inA | inB);
    return either == 0 ? 0.0 : static_cast<double>(cv::countNonZero(inA & inB)) / either;
}

} // namespace maquette
