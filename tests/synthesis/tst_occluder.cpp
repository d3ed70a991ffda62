// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/occluder.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

constexpr int kSide = 128;
const cv::Rect kHead(50, 10, 24, 24);

TEST(Occluder, HidesPartOfThePersonButNeverTheHead) {
    int hiding = 0;
    for (int seed = 0; seed < 40; ++seed) {
        cv::Mat image(kSide, kSide, CV_8UC3, cv::Scalar(255, 0, 255));
        cv::Mat mask(kSide, kSide, CV_8UC1, cv::Scalar(255));
        Random random(seed);
        addOccluder(image, mask, kHead, random);
        const cv::Rect inside(kHead.tl() + cv::Point(8, 8), kHead.br() - cv::Point(8, 8));
        EXPECT_GT(cv::mean(mask(inside))[0], 250.0) << seed;
        EXPECT_NEAR(cv::mean(image(inside))[1], 0.0, 5.0) << seed;
        const double hidden = 1.0 - cv::mean(mask)[0] / 255.0;
        EXPECT_LT(hidden, 0.5) << seed;
        hiding += hidden > 0.01 ? 1 : 0;
    }
    EXPECT_GE(hiding, 36);
}

TEST(Occluder, PaintsWhereTheMaskLosesAndNowhereElse) {
    for (int seed = 0; seed < 12; ++seed) {
        cv::Mat image(kSide, kSide, CV_8UC3, cv::Scalar(255, 0, 255));
        cv::Mat mask(kSide, kSide, CV_8UC1, cv::Scalar(255));
        Random random(seed);
        addOccluder(image, mask, kHead, random);
        cv::Mat change;
        cv::absdiff(image, cv::Scalar(255, 0, 255), change);
        cv::Mat changed;
        cv::transform(change, changed, cv::Matx13f(1.0F, 1.0F, 1.0F));
        double most = 0.0;
        cv::minMaxLoc(changed, nullptr, &most, nullptr, nullptr, mask == 255);
        EXPECT_LT(most, 6.0) << seed;
        const cv::Mat hidden = mask < 60;
        double least = 255.0;
        cv::minMaxLoc(changed, &least, nullptr, nullptr, nullptr, hidden);
        EXPECT_TRUE(cv::countNonZero(hidden) == 0 || least > 20.0) << seed;
        EXPECT_GT(cv::countNonZero(mask < 255), 0) << seed;
    }
}

} // namespace
} // namespace maquette
