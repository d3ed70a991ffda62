// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/mask_imitation.h"

#include "core/image/mask_iou.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

cv::Mat disc() {
    cv::Mat mask(160, 160, CV_8UC1, cv::Scalar(0));
    cv::circle(mask, {80, 80}, 40, cv::Scalar(255), cv::FILLED, cv::LINE_AA);
    return mask;
}

TEST(MaskImitation, IsSoftAtTheOutlineOnly) {
    cv::Mat nearOutline;
    cv::morphologyEx(disc(), nearOutline, cv::MORPH_GRADIENT,
                     cv::getStructuringElement(cv::MORPH_ELLIPSE, {15, 15}));
    for (int seed = 0; seed < 200; ++seed) {
        cv::Mat mask = disc();
        Random random(seed);
        imitateMatting(mask, random);
        const cv::Mat soft = (mask > 0) & (mask < 255) & (nearOutline == 0);
        EXPECT_EQ(cv::countNonZero(soft), 0) << seed;
    }
}

TEST(MaskImitation, IsNeitherTheMaskNorAnother) {
    double worst = 1.0;
    for (int seed = 0; seed < 50; ++seed) {
        cv::Mat mask = disc();
        Random random(seed);
        imitateMatting(mask, random);
        EXPECT_GT(cv::countNonZero(mask != disc()), 0);
        worst = std::min(worst, maskIou(mask > 127, disc() > 127));
    }
    EXPECT_GT(worst, 0.85);
    EXPECT_LT(worst, 0.99);
}

} // namespace
} // namespace maquette
