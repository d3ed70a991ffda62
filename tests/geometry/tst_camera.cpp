// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/camera.h"

#include <gtest/gtest.h>

#include <numbers>

namespace maquette {
namespace {

Eigen::Vector3f pixelOf(const Camera& camera, float x, float y, float z) {
    return project(camera, Eigen::RowVector3f(x, y, z)).row(0);
}

TEST(Camera, ProjectsBySimilarTriangles) {
    Camera camera;
    camera.focal = 800.0;
    camera.cx = 100.0;
    camera.cy = 50.0;
    camera.modelToCamera = Eigen::Translation3f(0.0F, 0.0F, 3.0F) * camera.modelToCamera;
    const Eigen::Vector3f pixel = pixelOf(camera, 0.5F, -0.25F, 1.0F); // 4 m away
    EXPECT_FLOAT_EQ(pixel.x(), 100.0F + 800.0F * 0.5F / 4.0F);
    EXPECT_FLOAT_EQ(pixel.y(), 50.0F - 800.0F * 0.25F / 4.0F);
    EXPECT_FLOAT_EQ(pixel.z(), 4.0F);
}

TEST(Camera, ScalingAnImageScalesPixelEdges) {
    const Camera camera = orbitCamera({0.1F, 0.9F, 0}, 3.0F, 20.0F, 10.0F, 700.0, 600, 400);
    const Camera half = camera.scaled(0.5);
    EXPECT_EQ(half.width, 300);
    EXPECT_EQ(half.height, 200);
    const Eigen::Vector3f whole = pixelOf(camera, 0.3F, 1.2F, 0.2F);
    const Eigen::Vector3f small = pixelOf(half, 0.3F, 1.2F, 0.2F);
    EXPECT_NEAR(small.x() + 0.5F, 0.5F * (whole.x() + 0.5F), 1e-4F);
    EXPECT_NEAR(small.y() + 0.5F, 0.5F * (whole.y() + 0.5F), 1e-4F);
    EXPECT_FLOAT_EQ(small.z(), whole.z());
}

TEST(OrbitCamera, LooksAtItsTargetFromTheDistance) {
    const Eigen::Vector3f target(0.3F, 1.1F, -0.2F);
    for (const float yaw : {-135.0F, 0.0F, 30.0F, 180.0F}) {
        for (const float pitch : {-60.0F, 0.0F, 45.0F}) {
            const Camera camera = orbitCamera(target, 4.0F, yaw, pitch, 500.0, 640, 480);
            const Eigen::Vector3f centre = pixelOf(camera, target.x(), target.y(), target.z());
            EXPECT_NEAR(centre.x(), 319.5F, 1e-3F);
            EXPECT_NEAR(centre.y(), 239.5F, 1e-3F);
            EXPECT_NEAR(centre.z(), 4.0F, 1e-5F);
            const Eigen::Matrix3f turn = camera.modelToCamera.linear();
            EXPECT_TRUE((turn * turn.transpose()).isIdentity(1e-5F));
            EXPECT_NEAR(turn.determinant(), 1.0F, 1e-5F) << "no mirror image";
            EXPECT_NEAR(pitchOf(camera) * 180.0 / std::numbers::pi, pitch, 1e-3);
        }
    }
}

TEST(OrbitCamera, FromTheFrontShowsTheLeftOnTheRightAndTheHeadOnTop) {
    const Camera camera = orbitCamera({0, 0, 0}, 4.0F, 0.0F, 0.0F, 400.0, 201, 201);
    EXPECT_NEAR(pixelOf(camera, 1, 0, 0).x(), 200.0F, 1e-3F);
    EXPECT_NEAR(pixelOf(camera, 0, 1, 0).y(), 0.0F, 1e-3F);
    EXPECT_NEAR(pixelOf(camera, 0, 0, 1).z(), 3.0F, 1e-5F);
}

TEST(OrbitCamera, YawGoesToTheCharactersLeftAndPitchUp) {
    const Camera left = orbitCamera({0, 0, 0}, 4.0F, 90.0F, 0.0F, 400.0, 201, 201);
    EXPECT_NEAR(pixelOf(left, 1, 0, 0).z(), 3.0F, 1e-5F);
    EXPECT_NEAR(pixelOf(left, 0, 0, 1).x(), 0.0F, 1e-3F) << "the front is on the left";
    const Camera above = orbitCamera({0, 0, 0}, 4.0F, 0.0F, 90.0F, 400.0, 201, 201);
    EXPECT_NEAR(pixelOf(above, 0, 1, 0).z(), 3.0F, 1e-5F);
    EXPECT_NEAR(pixelOf(above, 0, 0, 1).y(), 200.0F, 1e-3F) << "the front is below";
}

} // namespace
} // namespace maquette
