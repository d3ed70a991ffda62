// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/camera.h"
#include "core/geometry/rasterizer.h"

#include <gtest/gtest.h>

#include <limits>

namespace maquette {
namespace {

Triangles triangleList(std::initializer_list<int> corners) {
    Triangles triangles(static_cast<Eigen::Index>(corners.size()) / 3, 3);
    std::copy(corners.begin(), corners.end(), triangles.data());
    return triangles;
}

/// Pixel x, pixel y, depth.
Points pointList(std::initializer_list<float> values) {
    Points points(static_cast<Eigen::Index>(values.size()) / 3, 3);
    std::copy(values.begin(), values.end(), points.data());
    return points;
}

int covered(const Raster& raster) {
    return static_cast<int>(std::count_if(raster.triangle.begin(), raster.triangle.end(),
                                          [](int t) { return t >= 0; }));
}

TEST(Rasterizer, PixelsShowWhatTheirRaysMeet) {
    // A slanted triangle in space, from 2 to 6 m away; each pixel's ray is cut with it.
    Camera camera;
    camera.width = 80;
    camera.height = 60;
    camera.focal = 70.0;
    camera.cx = 39.5;
    camera.cy = 29.5;
    const Points corners = pointList({-0.9F, -0.7F, 2.03F, 2.1F, 0.2F, 6.0F, -0.4F, 1.3F, 4.0F});
    const Raster raster = rasterize(project(camera, corners), triangleList({0, 1, 2}), 80, 60);
    Eigen::Matrix3d basis;
    basis = corners.cast<double>().transpose();
    int hits = 0;
    for (int y = 0; y < 60; ++y) {
        for (int x = 0; x < 80; ++x) {
            const Eigen::Vector3d ray((x - 39.5) / 70.0, (y - 29.5) / 70.0, 1.0);
            const Eigen::Vector3d solved = basis.inverse() * ray; // corners' shares of the ray
            const Eigen::Vector3d weights = solved / solved.sum();
            const bool hit = weights.minCoeff() > 0.0;
            const size_t pixel = static_cast<size_t>(y) * 80 + x;
            ASSERT_EQ(raster.at(x, y), hit ? 0 : -1) << x << ' ' << y;
            if (hit) {
                ++hits;
                EXPECT_LT((raster.barycentric[pixel].cast<double>() - weights).norm(), 1e-5);
                EXPECT_NEAR(raster.depth[pixel], 1.0 / solved.sum(), 1e-4);
            } else {
                EXPECT_EQ(raster.depth[pixel], std::numeric_limits<float>::infinity());
            }
        }
    }
    EXPECT_GT(hits, 500);
}

TEST(Rasterizer, AtlasWeightsAreLinearInThePicture) {
    const Points points = pointList({0, 0, 1, 10, 0, 5, 0, 10, 9});
    RasterOptions flat;
    flat.perspective = false;
    const Raster raster = rasterize(points, triangleList({0, 1, 2}), 11, 11, flat);
    EXPECT_LT((raster.barycentric[3 * 11 + 2] - Eigen::Vector3f(0.5F, 0.2F, 0.3F)).norm(), 1e-6F);
}

TEST(Rasterizer, SharedEdgesLeaveNoGap) {
    // The diagonal runs through pixel centres; the border does too.
    const Points points = pointList({2, 2, 1, 17, 2, 1, 17, 17, 1, 2, 17, 1});
    const Raster raster = rasterize(points, triangleList({0, 1, 2, 0, 2, 3}), 20, 20);
    EXPECT_EQ(covered(raster), 16 * 16);
    EXPECT_EQ(raster.at(9, 9), 0) << "on the edge the lower index wins";
    // A fan whose edges lie anywhere.
    Points fan(65, 3);
    fan.row(0) << 31.37F, 30.61F, 1.0F;
    Triangles triangles(64, 3);
    for (int i = 0; i < 64; ++i) {
        const double angle = 2.0 * 3.14159265358979 * i / 64;
        fan.row(i + 1) << static_cast<float>(31.4 + 25 * std::cos(angle)),
            static_cast<float>(30.6 + 25 * std::sin(angle)), 1.0F;
        triangles.row(i) << 0, i + 1, (i + 1) % 64 + 1;
    }
    const Raster disc = rasterize(fan, triangles, 64, 64);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            if (std::hypot(x - 31.4, y - 30.6) < 24.9) {
                ASSERT_GE(disc.at(x, y), 0) << x << ' ' << y;
            }
        }
    }
}

TEST(Rasterizer, NearerWinsAndOfEqualsTheLowerIndex) {
    const Points points = pointList({0, 0, 3, 20, 0, 3, 0, 20, 3, 0, 0, 2, 20, 0, 2, 0, 20, 2});
    EXPECT_EQ(rasterize(points, triangleList({0, 1, 2, 3, 4, 5}), 8, 8).at(4, 4), 1);
    EXPECT_EQ(rasterize(points, triangleList({3, 4, 5, 0, 1, 2}), 8, 8).at(4, 4), 0);
    EXPECT_EQ(rasterize(points, triangleList({0, 1, 2, 0, 1, 2}), 8, 8).at(4, 4), 0);
}

TEST(Rasterizer, CrossingTrianglesMeetWhereTheirDepthsAreEqual) {
    // One rises from 2 to 4 along x, the other falls: they cross in the middle of the picture,
    // for 1/z is linear in the picture.
    const Points points = pointList({-100, -100, 2, 120, -100, 4, 120, 120, 4, -100, 120, 2,
                                     -100, -100, 4, 120, -100, 2, 120, 120, 2, -100, 120, 4});
    const Raster raster =
        rasterize(points, triangleList({0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7}), 21, 21);
    for (int x = 0; x < 21; ++x) {
        if (x != 10) {
            EXPECT_EQ(raster.at(x, 10) / 2, x < 10 ? 0 : 1) << x;
        }
    }
}

TEST(Rasterizer, BackFacesAreSkippedOnlyWhenAsked) {
    // Pixel y goes down: counter-clockwise as seen.
    const Points points = pointList({0, 0, 1, 0, 20, 1, 20, 0, 1});
    RasterOptions cull;
    cull.cullBack = true;
    EXPECT_EQ(rasterize(points, triangleList({0, 1, 2}), 8, 8, cull).at(3, 3), 0);
    EXPECT_EQ(rasterize(points, triangleList({0, 2, 1}), 8, 8, cull).at(3, 3), -1);
    EXPECT_EQ(rasterize(points, triangleList({0, 2, 1}), 8, 8).at(3, 3), 0);
}

TEST(Rasterizer, SurfacesFacingAnOrbitCameraAreFront) {
    const Camera camera = orbitCamera({0, 0, 0}, 3.0F, 0.0F, 0.0F, 30.0, 21, 21);
    const Points facing = pointList({-1, -1, 0, 1, -1, 0, 0, 1, 0}); // counter-clockwise from +z
    RasterOptions cull;
    cull.cullBack = true;
    EXPECT_EQ(rasterize(project(camera, facing), triangleList({0, 1, 2}), 21, 21, cull).at(10, 10),
              0);
}

TEST(Rasterizer, LeavesOutWhatIsBehindFlatOrNotANumber) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const Points points =
        pointList({0, 0, 1, 20, 0, 1, 0, 20, 1, 0, 20, -1, 0, 20, 0, nan, 20, 1, 10, 0, 1});
    const Triangles triangles = triangleList({0, 1, 3, 0, 1, 4, 0, 1, 5, 0, 6, 1});
    EXPECT_EQ(covered(rasterize(points, triangles, 8, 8)), 0);
    EXPECT_EQ(covered(rasterize(points, triangleList({0, 1, 2}), 0, 0)), 0);
}

TEST(Rasterizer, TrianglesBeyondThePictureAreCut) {
    const Points points = pointList({-1e6F, -1e6F, 1, 1e6F, -1e6F, 1, 0, 1e6F, 1});
    EXPECT_EQ(covered(rasterize(points, triangleList({0, 1, 2}), 33, 17)), 33 * 17);
    const Points beside = pointList({40, 0, 1, 60, 0, 1, 40, 20, 1});
    EXPECT_EQ(covered(rasterize(beside, triangleList({0, 1, 2}), 33, 17)), 0);
}

TEST(Rasterizer, ThreadsDoNotChangeTheResult) {
    Points points(600, 3);
    for (int i = 0; i < 600; ++i) { // overlapping splinters
        points.row(i) << static_cast<float>(i * 37 % 101), static_cast<float>(i * 53 % 97),
            1.0F + static_cast<float>(i * 29 % 13);
    }
    Triangles triangles(200, 3);
    for (int t = 0; t < 200; ++t) {
        triangles.row(t) << 3 * t, 3 * t + 1, 3 * t + 2;
    }
    const Raster one = rasterize(points, triangles, 100, 97, {}, 1);
    EXPECT_GT(covered(one), 1000);
    for (const int threads : {2, 3, 7, 200}) {
        const Raster many = rasterize(points, triangles, 100, 97, {}, threads);
        EXPECT_EQ(one.triangle, many.triangle);
        EXPECT_EQ(one.depth, many.depth);
        EXPECT_EQ(one.barycentric, many.barycentric);
    }
}

} // namespace
} // namespace maquette
