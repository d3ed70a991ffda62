// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Comparison with the pictures in tests/assets/golden.
///
/// A missing baseline fails. On failure the actual picture and the difference (times 8) are
/// written to the folder golden/ of the build; look at them, and if the new picture is right:
///     tests/support/accept_golden.py BUILD_FOLDER NAME

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

#include <string>

namespace maquette {

struct GoldenLimits {
    double meanDifference = 0.5; ///< of 255, over all pixels and channels
    double changedShare = 0.002; ///< of the pixels that may differ by more than 12
};

struct GoldenDifference {
    double meanDifference = 0.0;
    double changedShare = 0.0;

    [[nodiscard]] bool isWithin(const GoldenLimits& limits) const {
        return meanDifference <= limits.meanDifference && changedShare <= limits.changedShare;
    }
};

/// Two CV_8UC3 pictures of one size.
[[nodiscard]] GoldenDifference comparePictures(const cv::Mat& a, const cv::Mat& b);

/// @param name  of the baseline tests/assets/golden/<name>.png.
[[nodiscard]] testing::AssertionResult matchesGolden(const cv::Mat& actual, const std::string& name,
                                                     const GoldenLimits& limits = {});

} // namespace maquette
