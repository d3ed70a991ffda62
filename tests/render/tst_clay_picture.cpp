// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/clay_picture.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

/// A square that looks to the front.
struct Square {
    Points points = Points::Zero(4, 3);
    Triangles triangles = Triangles::Zero(2, 3);
    Square() {
        points << -0.5F, -0.5F, 0, 0.5F, -0.5F, 0, 0.5F, 0.5F, 0, -0.5F, 0.5F, 0;
        triangles << 0, 1, 2, 0, 2, 3;
    }
};

struct Pixel {
    int red, green, blue, alpha;
};

Pixel at(const ClayPixels& pixels, const ClayOptions& options, int x, int y) {
    const std::uint8_t* p = &pixels[4 * (static_cast<std::size_t>(y) * options.width + x)];
    return {p[0], p[1], p[2], p[3]};
}

const ClayOptions kOptions{.width = 100, .height = 100, .yaw = 0.0F, .top = 1.0F, .bottom = -1.0F};

TEST(ClayPicture, LiesWhereItIsAndLeavesTheRestClear) {
    const Square square;
    const auto pixels = clayPicture(square.points, square.triangles, {}, 1.0F, kOptions);
    EXPECT_EQ(at(pixels, kOptions, 50, 50).alpha, 255);
    EXPECT_GT(at(pixels, kOptions, 50, 50).red, 60);
    EXPECT_EQ(at(pixels, kOptions, 20, 50).alpha, 0);
    EXPECT_EQ(at(pixels, kOptions, 50, 10).alpha, 0);
    EXPECT_EQ(at(pixels, kOptions, 27, 27).alpha, 255);
}

TEST(ClayPicture, TurnsByItsYaw) {
    const Square square;
    ClayOptions options = kOptions;
    options.yaw = 60.0F; // half as wide
    const auto pixels = clayPicture(square.points, square.triangles, {}, 1.0F, options);
    EXPECT_EQ(at(pixels, options, 50, 50).alpha, 255);
    EXPECT_EQ(at(pixels, options, 32, 50).alpha, 0);
}

TEST(ClayPicture, ColoursDistances) {
    const Square square;
    const auto far = clayPicture(square.points, square.triangles, {1, 1, 1, 1}, 1.0F, kOptions);
    const auto near = clayPicture(square.points, square.triangles, {0, 0, 0, 0}, 1.0F, kOptions);
    EXPECT_GT(at(far, kOptions, 50, 50).red, 2 * at(far, kOptions, 50, 50).blue);
    EXPECT_GT(at(near, kOptions, 50, 50).blue, 2 * at(near, kOptions, 50, 50).red);
}

} // namespace
} // namespace maquette
