// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/bone_frames.h"

#include "tests/io/test_character.h"

#include <gtest/gtest.h>

#include <numbers>

namespace maquette {
namespace {

Skeleton oneBone(const Eigen::Vector3f& tail) {
    Skeleton skeleton;
    skeleton.bones.push_back({"bone", -1, Eigen::Vector3f::Zero(), tail});
    return skeleton;
}

TEST(BoneFrames, AreRightHandedWithYTowardsTail) {
    for (const Eigen::Vector3f& tail :
         {Eigen::Vector3f(0, 1, 0), Eigen::Vector3f(0, -0.3F, 0), Eigen::Vector3f(0, 0, 2),
          Eigen::Vector3f(0, -0.1F, 0.9F), Eigen::Vector3f(1, -1, 0.2F)}) {
        const Eigen::Isometry3d frame = restFrames(oneBone(tail)).front();
        EXPECT_TRUE((frame.linear().transpose() * frame.linear()).isIdentity(1e-12));
        EXPECT_NEAR(frame.linear().determinant(), 1.0, 1e-12);
        EXPECT_TRUE(frame.linear().col(1).isApprox(tail.cast<double>().normalized(), 1e-12));
    }
}

TEST(BoneFrames, MirroredBonesGetMirroredFrames) {
    const Eigen::Matrix3d left = restFrames(oneBone({0.6F, -0.3F, 0.1F})).front().linear();
    const Eigen::Matrix3d right = restFrames(oneBone({-0.6F, -0.3F, 0.1F})).front().linear();
    const Eigen::Matrix3d mirror = Eigen::Vector3d(-1, 1, 1).asDiagonal();
    EXPECT_TRUE(right.col(1).isApprox(mirror * left.col(1), 1e-12));
    EXPECT_TRUE(right.col(2).isApprox(mirror * left.col(2), 1e-12));
    EXPECT_TRUE(right.col(0).isApprox(-mirror * left.col(0), 1e-12));
}

TEST(BoneFrames, BoneWithoutLengthPointsUp) {
    EXPECT_TRUE(restFrames(oneBone(Eigen::Vector3f::Zero())).front().linear().isIdentity(1e-12));
}

TEST(BoneFrames, PosedFramesMoveAsSkinningDoes) {
    const Character character = test::makeTestCharacter();
    const Skeleton& skeleton = character.skeleton;
    const BoneFrames rest = restFrames(skeleton);
    const BoneFrames local = localFrames(skeleton, rest, character.photoPose);
    const BoneTransforms transforms = boneTransforms(skeleton, character.photoPose);
    BoneFrames world(rest.size());
    for (std::size_t b = 0; b < rest.size(); ++b) {
        const int parent = skeleton.bones[b].parent;
        world[b] = parent < 0 ? local[b] : world[parent] * local[b];
        const Eigen::Matrix4d expected = transforms[b].matrix().cast<double>() * rest[b].matrix();
        EXPECT_TRUE(world[b].matrix().isApprox(expected, 1e-6)) << skeleton.bones[b].name;
    }
}

TEST(BoneFrames, EulerAnglesGiveTheRotationBack) {
    const auto turn = [](double degrees, const Eigen::Vector3d& axis) {
        return Eigen::AngleAxisd(degrees * std::numbers::pi / 180.0, axis).toRotationMatrix();
    };
    for (const Eigen::Vector3d& angles :
         {Eigen::Vector3d(10, 20, 30), Eigen::Vector3d(-170, 89.999, 45),
          Eigen::Vector3d(30, 90, 0), Eigen::Vector3d(0, -90, 60), Eigen::Vector3d(0, 0, 180)}) {
        const Eigen::Matrix3d rotation = turn(angles.z(), Eigen::Vector3d::UnitZ()) *
                                         turn(angles.y(), Eigen::Vector3d::UnitY()) *
                                         turn(angles.x(), Eigen::Vector3d::UnitX());
        const Eigen::Vector3d back = eulerXyzDegrees(rotation);
        const Eigen::Matrix3d again = turn(back.z(), Eigen::Vector3d::UnitZ()) *
                                      turn(back.y(), Eigen::Vector3d::UnitY()) *
                                      turn(back.x(), Eigen::Vector3d::UnitX());
        EXPECT_TRUE(again.isApprox(rotation, 1e-9)) << angles.transpose();
    }
}

} // namespace
} // namespace maquette
