// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/seat.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

using Eigen::Vector3f;

/// A figure of three points: foot, bottom, head.
Points figure() {
    Points points(3, 3);
    points.row(0) << 0.1F, 0.0F, 0.4F;
    points.row(1) << 0.0F, 0.42F, -0.05F;
    points.row(2) << 0.0F, 1.3F, 0.0F;
    return points;
}

Eigen::AlignedBox3f seat() {
    Points hips(2, 3);
    hips.row(0) << 0.1F, 0.5F, 0.0F;
    hips.row(1) << -0.1F, 0.5F, 0.0F;
    return seatUnder(figure(), hips);
}

TEST(Seat, ReachesFromTheFloorToTheBottom) {
    EXPECT_FLOAT_EQ(seat().min().y(), 0.0F);
    EXPECT_FLOAT_EQ(seat().max().y(), 0.42F);
    EXPECT_TRUE(seat().contains(Vector3f(0.0F, 0.2F, 0.0F)));
    EXPECT_FALSE(seat().contains(Vector3f(0.1F, 0.0F, 0.4F))); // the feet stand before it
}

TEST(Seat, IsPaintedWhereTheCameraSeesIt) {
    const Camera camera = orbitCamera({0.0F, 0.6F, 0.0F}, 4.0F, 30.0F, 10.0F, 300.0, 200, 200);
    for (const bool gradientOnly : {true, false}) {
        Background background;
        background.top = background.bottom = {200, 100, 0};
        if (!gradientOnly) {
            background.image = cv::Mat(100, 100, CV_8UC3, cv::Scalar(200, 100, 0));
        }
        Random random(5);
        paintSeat(background, camera, seat(), random);
        const double scale = background.image.cols / 200.0;
        const auto colorAt = [&](const Vector3f& place) {
            Points point(1, 3);
            point.row(0) = place;
            const Points pixel = project(camera, point);
            return background.image.at<cv::Vec3b>(static_cast<int>(pixel(0, 1) * scale),
                                                  static_cast<int>(pixel(0, 0) * scale));
        };
        const cv::Vec3b place(200, 100, 0);
        EXPECT_NE(colorAt({0.0F, 0.2F, seat().max().z()}), place);
        EXPECT_EQ(colorAt({0.0F, 1.2F, 0.0F}), place);
        EXPECT_EQ(colorAt({-0.8F, 0.1F, 0.0F}), place);
    }
}

} // namespace
} // namespace maquette
