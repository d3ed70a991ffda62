// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pose_transfer.h"
#include "core/pipeline/rig_table.h"

#include "core/data/library.h"
#include "core/synthesis/pose_library.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

/// A library character in a pose of the default rig.
class PoseTransfer : public testing::TestWithParam<const char*> {
protected:
    static void SetUpTestSuite() {
        const auto opened = Library::open(Library::locate());
        ASSERT_TRUE(opened) << describe(opened.error());
        s_library = *opened;
    }
    static void TearDownTestSuite() { s_library.reset(); }

    void SetUp() override {
        m_shape = s_library->templateMesh().mesh.positions;
        m_default = *s_library->rig("default");
        m_source = m_default->skeletonFor(m_shape);
        m_target = (*s_library->rig(GetParam()))->skeletonFor(m_shape);
    }

    [[nodiscard]] Points posedBody(const Rig& rig, const Skeleton& skeleton,
                                   const Pose& pose) const {
        return skin(m_shape, rig.weights, boneTransforms(skeleton, pose)).topRows(kBodyVertices);
    }

    static inline std::shared_ptr<const Library> s_library;
    Points m_shape;
    std::shared_ptr<const Rig> m_default;
    Skeleton m_source;
    Skeleton m_target;
};

TEST_P(PoseTransfer, MatchesEveryBoneWithOneNearby) {
    const std::vector<int> matches = matchBones(m_source, m_target);
    ASSERT_EQ(matches.size(), m_target.bones.size());
    for (int i = 0; i < m_target.boneCount(); ++i) {
        const Bone& bone = m_target.bones[i];
        const Bone& match = m_source.bones[matches[i]];
        if (bone.parent >= 0) { // roots may stand on the floor
            EXPECT_LT((bone.head - match.head).norm(), 0.15F) << bone.name << " " << match.name;
        }
    }
}

TEST_P(PoseTransfer, KeepsTheRestPose) {
    Pose rest;
    rest.rotations.assign(m_source.bones.size(), Eigen::Matrix3f::Identity());
    const Pose pose = transferPose(m_source, rest, m_target);
    EXPECT_LT(pose.translation.norm(), 1e-6F);
    for (const Eigen::Matrix3f& rotation : pose.rotations) {
        EXPECT_TRUE(rotation.isIdentity(1e-6F));
    }
}

TEST_P(PoseTransfer, PosesTheBodyAlike) {
    const BodyExtent extent;
    for (const PoseKind kind : {PoseKind::Relaxed, PoseKind::Walking, PoseKind::ArmRaised}) {
        Random random(3);
        const Pose pose = makePose(kind, m_source, extent, random);
        const Pose moved = transferPose(m_source, pose, m_target);
        const Points expected = posedBody(*m_default, m_source, pose);
        const Points actual = posedBody(**s_library->rig(GetParam()), m_target, moved);
        const Eigen::VectorXf distances = (expected - actual).rowwise().norm();
        EXPECT_LT(distances.mean(), 0.015F) << poseName(kind);
        EXPECT_LT(distances.maxCoeff(), 0.12F) << poseName(kind);
    }
}

TEST_P(PoseTransfer, FollowsATurnedAndShiftedRoot) {
    Pose pose;
    pose.rotations.assign(m_source.bones.size(), Eigen::Matrix3f::Identity());
    pose.rotations[m_source.indexOf("root")] =
        Eigen::AngleAxisf(1.0F, Eigen::Vector3f(0.3F, 1.0F, 0.2F).normalized()).toRotationMatrix();
    pose.translation = {0.3F, -0.2F, 0.5F};
    const Pose moved = transferPose(m_source, pose, m_target);
    const Points expected = posedBody(*m_default, m_source, pose);
    const Points actual = posedBody(**s_library->rig(GetParam()), m_target, moved);
    EXPECT_LT((expected - actual).rowwise().norm().maxCoeff(), 1e-4F);
}

INSTANTIATE_TEST_SUITE_P(Rigs, PoseTransfer,
                         testing::Values("default", "game_engine", "mixamo", "cmu_mb"));

TEST(RigTable, KnowsSidesOfEachRig) {
    EXPECT_EQ(defaultRigBone("game_engine", "upperarm_l"), "upperarm01.L");
    EXPECT_EQ(defaultRigBone("game_engine", "index_02_r"), "finger2-2.R");
    EXPECT_EQ(defaultRigBone("mixamo", "mixamorig:RightForeArm"), "lowerarm01.R");
    EXPECT_EQ(defaultRigBone("cmu_mb", "LeftLeg"), "lowerleg01.L");
    EXPECT_EQ(defaultRigBone("cmu_mb", "Nose"), "");
    EXPECT_EQ(defaultRigBone("unknown", "head"), "");
}

} // namespace
} // namespace maquette
