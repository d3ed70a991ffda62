// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/synthesis/golden_image.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <filesystem>

namespace maquette {
namespace {

namespace fs = std::filesystem;

/// Keeps the picture for inspection and for accept_golden.py.
fs::path keep(const cv::Mat& image, const std::string& fileName) {
    const fs::path folder = MAQUETTE_GOLDEN_OUTPUT;
    fs::create_directories(folder);
    cv::imwrite((folder / fileName).string(), image);
    return folder / fileName;
}

} // namespace

GoldenDifference comparePictures(const cv::Mat& a, const cv::Mat& b) {
    cv::Mat difference;
    cv::absdiff(a, b, difference);
    const cv::Scalar mean = cv::mean(difference);
    cv::Mat channels[3];
    cv::split(difference, channels);
    const cv::Mat worst = cv::max(channels[0], cv::max(channels[1], channels[2]));
    return {(mean[0] + mean[1] + mean[2]) / 3.0,
            static_cast<double>(cv::countNonZero(worst > 12)) / static_cast<double>(worst.total())};
}

testing::AssertionResult matchesGolden(const cv::Mat& actual, const std::string& name,
                                       const GoldenLimits& limits) {
    const fs::path baseline = fs::path(MAQUETTE_TEST_ASSETS) / "golden" / (name + ".png");
    const cv::Mat expected = cv::imread(baseline.string(), cv::IMREAD_COLOR);
    if (expected.empty()) {
        return testing::AssertionFailure() << "no baseline " << baseline << "; the picture is in "
                                           << keep(actual, name + ".png");
    }
    if (expected.size() != actual.size()) {
        return testing::AssertionFailure()
               << "the sizes differ; the picture is in " << keep(actual, name + ".png");
    }
    const GoldenDifference difference = comparePictures(actual, expected);
    if (difference.isWithin(limits)) {
        return testing::AssertionSuccess();
    }
    cv::Mat absolute;
    cv::absdiff(actual, expected, absolute);
    keep(absolute * 8.0, name + "_difference.png");
    return testing::AssertionFailure()
           << name << " differs from its baseline: mean " << difference.meanDifference << " (limit "
           << limits.meanDifference << "), changed pixels " << difference.changedShare << " (limit "
           << limits.changedShare << "); the picture is in " << keep(actual, name + ".png");
}

} // namespace maquette
