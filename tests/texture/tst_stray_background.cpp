// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/stray_background.h"

#include <gtest/gtest.h>

namespace maquette::texture {
namespace {

TEST(StrayBackground, IsToldByItsColour) {
    cv::Mat pixels(400, 300, CV_8UC3, cv::Scalar(150, 90, 40));
    const cv::Rect trunk(80, 20, 124, 180);
    const cv::Rect left(80, 200, 50, 180);
    const cv::Rect right(154, 200, 50, 180);
    for (const cv::Rect& part : {trunk, left, right}) {
        pixels(part).setTo(cv::Scalar(220, 225, 230));
    }
    cv::Mat mask(400, 300, CV_8UC1, cv::Scalar(0));
    mask(trunk | left | right).setTo(255); // fills the gap between the legs
    const cv::Mat stray = strayBackground(pixels, mask, 8.0F);
    ASSERT_EQ(stray.size(), mask.size());
    EXPECT_LT(cv::mean(stray(left))[0], 5.0);
    EXPECT_LT(cv::mean(stray(right))[0], 5.0);
    EXPECT_EQ(stray.at<uchar>(10, 10), 0); // outside the mask nothing is asked
    EXPECT_EQ(cv::countNonZero(strayBackground(pixels, cv::Mat(400, 300, CV_8UC1, 255), 8.0F)), 0);
    EXPECT_GT(cv::mean(stray(cv::Rect(134, 210, 16, 160)))[0], 200.0); // the gap
}

} // namespace
} // namespace maquette::texture
