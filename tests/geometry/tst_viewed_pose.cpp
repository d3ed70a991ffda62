// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/viewed_pose.h"

#include <gtest/gtest.h>

#include <numbers>

namespace maquette {
namespace {

/// Hips at x = +-0.1, one metre up, and a head above them; nothing else.
Skeleton hipsAndHead() {
    Skeleton skeleton;
    skeleton.bones = {{"root", -1, {0, 1, 0}, {0, 1.2F, 0}},
                      {"upperleg01.L", 0, {0.1F, 1, 0}, {0.1F, 0.5F, 0}},
                      {"upperleg01.R", 0, {-0.1F, 1, 0}, {-0.1F, 0.5F, 0}},
                      {"head", 0, {0, 1.6F, 0}, {0, 1.7F, 0}}};
    return skeleton;
}

constexpr int kHead = 1; // among the 14

TEST(ViewedPose, PutsTheHipsAtTheOrigin) {
    const Skeleton skeleton = hipsAndHead();
    const Camera camera = orbitCamera({0, 1, 0}, 3.0F, 0.0F, 0.0F, 500.0, 100, 100);
    const Points joints = viewedJoints({skeleton, {}, camera});
    ASSERT_EQ(joints.rows(), 14);
    // Camera axes: y points down.
    EXPECT_LT((joints.row(kHead) - Eigen::RowVector3f(0, -0.6F, 0)).norm(), 1e-5F);
    EXPECT_TRUE(std::isnan(joints(0, 0))); // no neck
}

TEST(ViewedPose, DoesNotDependOnWhereThePersonStands) {
    const Skeleton skeleton = hipsAndHead();
    const Camera camera = orbitCamera({0, 1, 0}, 3.0F, 30.0F, 10.0F, 500.0, 100, 100);
    Pose moved;
    moved.rotations.assign(4, Eigen::Matrix3f::Identity());
    moved.translation = {0.4F, -0.2F, 1.0F};
    const Points here = viewedJoints({skeleton, {}, camera});
    const Points there = viewedJoints({skeleton, moved, camera});
    EXPECT_LT((here.row(kHead) - there.row(kHead)).norm(), 1e-5F);
}

TEST(ViewedPose, JointsInThePhotoAreInPixels) {
    const Skeleton skeleton = hipsAndHead();
    const Camera camera = orbitCamera({0, 1, 0}, 3.0F, 0.0F, 0.0F, 500.0, 100, 100);
    const Points joints = photographedJoints({skeleton, {}, camera});
    ASSERT_EQ(joints.rows(), 14);
    EXPECT_NEAR(joints(kHead, 0), camera.cx, 1e-3F);
    EXPECT_NEAR(joints(kHead, 1), camera.cy - 0.6 * 500.0 / 3.0, 1e-3F);
    EXPECT_NEAR(joints(kHead, 2), 3.0F, 1e-5F);
}

TEST(ViewedPose, VerticesMoveWithTheirBones) {
    const Skeleton skeleton = hipsAndHead();
    const Camera camera = orbitCamera({0, 1, 0}, 3.0F, 0.0F, 0.0F, 500.0, 100, 100);
    SkinWeights weights{{0, 1, 2}, {3, 0}, {1.0F, 1.0F}};
    Points positions(2, 3);
    positions << 0, 1.8F, 0, 0, 1.1F, 0;
    Pose nod;
    nod.rotations.assign(4, Eigen::Matrix3f::Identity());
    nod.rotations[3] = Eigen::AngleAxisf(std::numbers::pi_v<float> / 2, Eigen::Vector3f::UnitX())
                           .toRotationMatrix();
    const Points points = viewedPoints({skeleton, nod, camera},
                                       skin(positions, weights, boneTransforms(skeleton, nod)));
    // A quarter turn about x carries what was up to the front, towards the camera.
    EXPECT_LT((points.row(0) - Eigen::RowVector3f(0, -0.6F, -0.2F)).norm(), 1e-5F);
    EXPECT_LT((points.row(1) - Eigen::RowVector3f(0, -0.1F, 0)).norm(), 1e-5F);
}

} // namespace
} // namespace maquette
