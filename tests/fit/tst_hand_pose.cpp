// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hands of the library's skeleton are posed, seen from afar, and must be found again.
#include "core/fit/hand_pose.h"
#include "tests/fit/fit_scene.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

using Eigen::Matrix3f;
using Eigen::Vector3f;

std::string sideOf(bool left) {
    return left ? ".L" : ".R";
}

/// A skeleton, a camera in front of it, and what is seen of its hands.
class HandPose : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (!test::fitModel()) {
            GTEST_SKIP() << "no character library";
        }
        skeleton = test::fitModel()->rig()->skeletonFor(test::fitModel()->shapeBasis().mean);
        camera = orbitCamera({0.0F, 1.0F, 0.0F}, 3.0F, 20.0F, 0.0F, 1000.0, 800, 1200);
        rest.rotations.assign(skeleton.bones.size(), Matrix3f::Identity());
    }

    [[nodiscard]] int bone(const std::string& name) const {
        return skeleton.indexOf(name + sideOf(GetParam()));
    }

    /// Turns a finger's joint towards the palm, radians.
    void bend(Pose& pose, int finger, int joint, float angle) const {
        const std::string name = "finger" + std::to_string(finger) + "-" + std::to_string(joint);
        const auto head = [&](const char* b) { return skeleton.bones[bone(b)].head; };
        const Vector3f middle = (head("finger3-1") - head("wrist")).normalized();
        const Vector3f knuckles = head("finger2-1") - head("finger5-1");
        const Vector3f across = knuckles - middle * middle.dot(knuckles);
        const Bone& turned = skeleton.bones[bone(name)];
        const Vector3f along = (turned.tail - turned.head).normalized();
        const Vector3f hinge = (across - along * along.dot(across)).normalized();
        const float sign = GetParam() ? -1.0F : 1.0F;
        pose.rotations[bone(name)] = Eigen::AngleAxisf(sign * angle, hinge).toRotationMatrix();
    }

    /// Where the 21 points of the posed hand lie, 1000 pixels a metre.
    [[nodiscard]] Hand see(const Pose& pose) const {
        const BoneTransforms posed = boneTransforms(skeleton, pose);
        Hand hand;
        hand.left = GetParam();
        hand.score = 1.0F;
        const auto put = [&](int point, int b, const Vector3f& place) {
            const Vector3f seen = 1000.0F * (camera.modelToCamera * (posed[b] * place));
            hand.points[point] = {seen.x(), seen.y(), seen.z()};
        };
        put(0, bone("wrist"), skeleton.bones[bone("wrist")].head);
        for (int finger = 1; finger <= 5; ++finger) {
            for (int joint = 1; joint <= 3; ++joint) {
                const int b = bone("finger" + std::to_string(finger) + "-" + std::to_string(joint));
                put(4 * finger - 4 + joint, b, skeleton.bones[b].head);
                put(4 * finger - 3 + joint, b, skeleton.bones[b].tail);
            }
        }
        return hand;
    }

    /// Largest distance of the 21 points of two poses, metres.
    [[nodiscard]] float farthest(const Pose& a, const Pose& b) const {
        const Hand first = see(a);
        const Hand second = see(b);
        double largest = 0.0;
        for (int i = 0; i < kHandLandmarks; ++i) {
            largest = std::max(largest, cv::norm(first.points[i] - second.points[i]));
        }
        return static_cast<float>(largest) / 1000.0F;
    }

    Skeleton skeleton;
    Camera camera;
    Pose rest;
};

TEST_P(HandPose, fistIsFoundAgain) {
    Pose truth = rest;
    for (int finger = 2; finger <= 5; ++finger) {
        bend(truth, finger, 1, 1.2F);
        bend(truth, finger, 2, 1.4F);
        bend(truth, finger, 3, 0.8F);
    }
    ASSERT_GT(farthest(truth, rest), 0.05F);
    Pose found = rest;
    poseFingers(skeleton, {see(truth)}, camera, found);
    EXPECT_LT(farthest(truth, found), 0.010F);
}

TEST_P(HandPose, pointingFingerStaysStraight) {
    Pose truth = rest;
    for (int finger = 3; finger <= 5; ++finger) {
        bend(truth, finger, 1, 1.3F);
        bend(truth, finger, 2, 1.5F);
    }
    Pose found = rest;
    poseFingers(skeleton, {see(truth)}, camera, found);
    for (int joint = 1; joint <= 3; ++joint) {
        const Matrix3f turn = found.rotations[bone("finger2-" + std::to_string(joint))];
        EXPECT_LT(Eigen::AngleAxisf(turn).angle(), 0.15F);
    }
}

TEST_P(HandPose, wristFollowsThePalm) {
    Pose truth = rest;
    truth.rotations[bone("wrist")] =
        Eigen::AngleAxisf(0.6F, Vector3f(0.3F, 0.8F, -0.5F).normalized()).toRotationMatrix();
    Pose found = rest;
    poseFingers(skeleton, {see(truth)}, camera, found);
    EXPECT_LT(farthest(truth, found), 0.005F);
}

TEST_P(HandPose, impossiblePointsStayWithinWhatFingersCanDo) {
    Hand hand = see(rest);
    for (int i = 1; i < kHandLandmarks; ++i) {
        hand.points[i].x += 400.0F * std::sin(5.0F * static_cast<float>(i));
        hand.points[i].z += 400.0F * std::cos(7.0F * static_cast<float>(i));
    }
    Pose found = rest;
    poseFingers(skeleton, {hand}, camera, found);
    for (int finger = 2; finger <= 5; ++finger) {
        for (int joint = 1; joint <= 3; ++joint) {
            const std::string name =
                "finger" + std::to_string(finger) + "-" + std::to_string(joint);
            const Eigen::AngleAxisf turn(found.rotations[bone(name)]);
            EXPECT_LE(turn.angle(), 1.95F) << name;
            EXPECT_TRUE(found.rotations[bone(name)].allFinite()) << name;
        }
    }
}

TEST_P(HandPose, doubtfulHandsAreLeftAlone) {
    Pose truth = rest;
    bend(truth, 2, 1, 1.0F);
    Hand hand = see(truth);
    hand.score = 0.2F;
    Pose found = rest;
    poseFingers(skeleton, {hand}, camera, found);
    EXPECT_EQ(farthest(found, rest), 0.0F);
}

INSTANTIATE_TEST_SUITE_P(Sides, HandPose, testing::Bool(),
                         [](const auto& side) { return side.param ? "left" : "right"; });

} // namespace
} // namespace maquette
