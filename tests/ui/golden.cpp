// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/golden.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <filesystem>

namespace maquette::test {

namespace {

void writeOutput(const std::string& name, const cv::Mat& image) {
    std::filesystem::create_directories("golden-output");
    cv::imwrite("golden-output/" + name + ".png", image);
}

} // namespace

std::string compareGolden(const std::string& name, const cv::Mat& image) {
    constexpr double kMean = 1.5;
    constexpr double kStrong = 32.0;
    constexpr double kStrongShare = 0.01;
    const std::string file = std::string(MAQUETTE_SOURCE_DIR "/tests/ui/golden/") + name + ".png";
    const cv::Mat golden = cv::imread(file, cv::IMREAD_COLOR);
    if (golden.empty() || golden.size() != image.size()) {
        writeOutput(name, image);
        return "no golden picture of this size: " + file;
    }
    cv::Mat difference;
    cv::absdiff(golden, image, difference);
    const double mean = cv::mean(difference.reshape(1))[0];
    cv::Mat strong;
    cv::cvtColor(difference, strong, cv::COLOR_BGR2GRAY);
    const double share = static_cast<double>(cv::countNonZero(strong > kStrong)) /
                         static_cast<double>(strong.total());
    if (mean <= kMean && share <= kStrongShare) {
        return {};
    }
    writeOutput(name, image);
    writeOutput(name + "-difference", difference * 4);
    return name + " differs by " + std::to_string(mean) + " on average, strongly in " +
           std::to_string(share * 100) + " % of the pixels";
}

} // namespace maquette::test
