// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/training_view.h"

#include <gtest/gtest.h>

#include <cmath>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr int kSide = 256;
constexpr int kCameras = 1000;

Camera draw(int seed) {
    Random random(seed);
    return sampleTrainingCamera({-0.3F, 0.0F, -0.15F}, {0.3F, 1.7F, 0.15F}, kSide, random);
}

TEST(TrainingCamera, ShowsTheMiddleOfTheFigure) {
    Points middle(1, 3);
    middle.row(0) = Vector3f(0.0F, 0.85F, 0.0F);
    for (int seed = 0; seed < kCameras; ++seed) {
        const Points pixel = project(draw(seed), middle);
        EXPECT_GT(pixel(0, 2), 0.0F);
        EXPECT_NEAR(pixel(0, 0), 0.5F * kSide, 0.3F * kSide) << seed;
        EXPECT_NEAR(pixel(0, 1), 0.5F * kSide, 0.45F * kSide) << seed;
    }
}

TEST(TrainingCamera, NowAndThenPointsPastTheFigure) {
    int aside = 0;
    for (int seed = 0; seed < kCameras; ++seed) {
        aside += std::abs(draw(seed).cx - 0.5 * kSide) > 0.15 * kSide ? 1 : 0;
    }
    EXPECT_NEAR(aside, 0.33 * kCameras, 0.1 * kCameras);
}

TEST(TrainingCamera, GoesAllRoundMostlyInFront) {
    int front = 0;
    int behind = 0;
    for (int seed = 0; seed < kCameras; ++seed) {
        const Vector3f eye = draw(seed).modelToCamera.inverse(Eigen::Isometry).translation();
        const double yaw = std::abs(std::atan2(eye.x(), eye.z())) * 57.29578;
        front += yaw < 75.0 ? 1 : 0;
        behind += yaw > 120.0 ? 1 : 0;
    }
    EXPECT_GT(front, 0.75 * kCameras);
    EXPECT_GT(behind, 0.05 * kCameras);
}

} // namespace
} // namespace maquette
