// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/skeleton.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace maquette {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

Eigen::Matrix3f turn(float angle, const Eigen::Vector3f& axis = Eigen::Vector3f::UnitZ()) {
    return Eigen::AngleAxisf(angle, axis.normalized()).toRotationMatrix();
}

/// Upper arm of length 3 along x from (1,1,0), then a lower arm of length 2.
Skeleton arm() {
    Skeleton skeleton;
    skeleton.bones = {{"upper", -1, {1, 1, 0}, {4, 1, 0}}, {"lower", 0, {4, 1, 0}, {6, 1, 0}}};
    return skeleton;
}

/// One row of weights for each vertex.
SkinWeights weightsOf(const std::vector<std::vector<std::pair<int, float>>>& rows) {
    SkinWeights weights;
    weights.offsets.push_back(0);
    for (const auto& row : rows) {
        for (const auto& [bone, weight] : row) {
            weights.bones.push_back(bone);
            weights.weights.push_back(weight);
        }
        weights.offsets.push_back(static_cast<int>(weights.bones.size()));
    }
    return weights;
}

TEST(Skeleton, FindsBonesByName) {
    EXPECT_EQ(arm().indexOf("lower"), 1);
    EXPECT_EQ(arm().indexOf("Lower"), -1);
    EXPECT_EQ(arm().boneCount(), 2);
}

TEST(BoneTransforms, RestPoseMovesNothing) {
    for (const auto& transform : boneTransforms(arm(), {})) {
        EXPECT_TRUE(transform.isApprox(Eigen::Affine3f::Identity(), 0.0F));
    }
    const Pose identity{{turn(0.0F), turn(0.0F)}, {0, 0, 0}};
    for (const auto& transform : boneTransforms(arm(), identity)) {
        EXPECT_TRUE(transform.isApprox(Eigen::Affine3f::Identity(), 1e-6F));
    }
}

TEST(BoneTransforms, PlanarArmReachesWhereTrigonometrySays) {
    const float shoulder = 0.7F;
    const float elbow = 1.1F;
    const Pose pose{{turn(shoulder), turn(elbow)}, {0.5F, -2.0F, 0.25F}};
    const BoneTransforms transforms = boneTransforms(arm(), pose);
    const Eigen::Vector3f head(1.5F, -1.0F, 0.25F);
    const Eigen::Vector3f joint =
        head + 3.0F * Eigen::Vector3f(std::cos(shoulder), std::sin(shoulder), 0.0F);
    const Eigen::Vector3f tip = joint + 2.0F * Eigen::Vector3f(std::cos(shoulder + elbow),
                                                               std::sin(shoulder + elbow), 0.0F);
    EXPECT_LT((transforms[0] * Eigen::Vector3f(1, 1, 0) - head).norm(), 1e-5F);
    EXPECT_LT((transforms[0] * Eigen::Vector3f(4, 1, 0) - joint).norm(), 1e-5F);
    EXPECT_LT((transforms[1] * Eigen::Vector3f(4, 1, 0) - joint).norm(), 1e-5F);
    EXPECT_LT((transforms[1] * Eigen::Vector3f(6, 1, 0) - tip).norm(), 1e-5F);
}

TEST(BoneTransforms, RotationsAreInTheParentsTurnedAxes) {
    // The shoulder turns x to y; then the elbow's turn about the rest pose's x is one about y.
    const Pose pose{{turn(kPi / 2), turn(kPi / 2, Eigen::Vector3f::UnitX())}, {0, 0, 0}};
    const Eigen::Matrix3f expected = turn(kPi / 2, Eigen::Vector3f::UnitY()) * turn(kPi / 2);
    EXPECT_LT((boneTransforms(arm(), pose)[1].linear() - expected).norm(), 1e-5F);
}

TEST(Skin, VertexOfOneBoneMovesRigidly) {
    Points rest(2, 3);
    rest << 5, 1.5F, 0.2F, 2, 1, 0;
    const BoneTransforms transforms =
        boneTransforms(arm(), {{turn(0.4F), turn(-0.9F, {1, 2, 3})}, {1, 0, 0}});
    const Points posed = skin(rest, weightsOf({{{1, 1.0F}}, {{0, 1.0F}}}), transforms);
    EXPECT_LT((posed.row(0).transpose() - transforms[1] * Eigen::Vector3f(rest.row(0))).norm(),
              1e-6F);
    EXPECT_LT((posed.row(1).transpose() - transforms[0] * Eigen::Vector3f(rest.row(1))).norm(),
              1e-6F);
}

TEST(Skin, HalfWeightsShrinkByTheCosineOfHalfTheAngle) {
    // Linear blending of a turn by a with no turn: the mean of two points on a circle.
    Skeleton skeleton;
    skeleton.bones = {{"still", -1, {0, 0, 0}, {1, 0, 0}}, {"turned", 0, {0, 0, 0}, {1, 0, 0}}};
    const SkinWeights weights = weightsOf({{{0, 0.5F}, {1, 0.5F}}});
    for (const float angle : {0.3F, 1.0F, 2.5F, kPi}) {
        const Pose pose{{turn(0.0F), turn(angle)}, {0, 0, 0}};
        const Points posed =
            skin(Eigen::RowVector3f(2, 0, 1), weights, boneTransforms(skeleton, pose));
        const float radius = 2.0F * std::cos(angle / 2);
        EXPECT_NEAR(posed(0, 0), radius * std::cos(angle / 2), 1e-5F) << angle;
        EXPECT_NEAR(posed(0, 1), radius * std::sin(angle / 2), 1e-5F) << angle;
        EXPECT_NEAR(posed(0, 2), 1.0F, 1e-6F) << angle;
    }
}

TEST(LimitInfluences, KeepsTheLargestAndSumsToOne) {
    const SkinWeights weights =
        weightsOf({{{4, 0.1F}, {2, 0.5F}, {7, 0.1F}, {1, 0.3F}}, {{3, 1.0F}}, {}});
    const SkinWeights two = limitInfluences(weights, 2);
    EXPECT_EQ(two.offsets, (std::vector<int>{0, 2, 3, 3}));
    EXPECT_EQ(two.bones, (std::vector<int>{2, 1, 3}));
    EXPECT_FLOAT_EQ(two.weights[0], 0.625F);
    EXPECT_FLOAT_EQ(two.weights[1], 0.375F);
    EXPECT_FLOAT_EQ(two.weights[2], 1.0F);
    const SkinWeights three = limitInfluences(weights, 3);
    EXPECT_EQ(three.bones, (std::vector<int>{2, 1, 4, 3})) << "of equals the first stays";
}

TEST(SubWeights, TakesRowsInTheOrderAsked) {
    const SkinWeights weights = weightsOf({{{0, 1.0F}}, {{1, 0.25F}, {2, 0.75F}}, {{3, 1.0F}}});
    const SkinWeights part = subWeights(weights, {2, 1, 1});
    EXPECT_EQ(part.vertexCount(), 3);
    EXPECT_EQ(part.offsets, (std::vector<int>{0, 1, 3, 5}));
    EXPECT_EQ(part.bones, (std::vector<int>{3, 1, 2, 1, 2}));
    EXPECT_EQ(part.weights, (std::vector<float>{1.0F, 0.25F, 0.75F, 0.25F, 0.75F}));
}

} // namespace
} // namespace maquette
