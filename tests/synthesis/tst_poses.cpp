// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/pose_library.h"
#include "tests/synthesis/library_people.h"

#include <gtest/gtest.h>

#include <array>

namespace maquette {
namespace {

using Eigen::Vector3f;

struct Figure {
    Points shape;
    Skeleton skeleton;
    BodyExtent extent;
};

/// Characters of several builds.
std::vector<Figure> figures() {
    std::vector<Figure> result;
    const auto rig = testLibrary().rig("default");
    for (const double weight : {0.1, 0.5, 0.95}) {
        for (const double gender : {0.0, 1.0}) {
            CharacterParameters parameters;
            parameters.macro.weight = weight;
            parameters.macro.gender = gender;
            Points shape = *testLibrary().shape(parameters);
            putOnGround(shape);
            Figure figure;
            figure.skeleton = (*rig)->skeletonFor(shape);
            figure.extent = measureExtent(shape, testLibrary().templateMesh().mesh.positions);
            figure.shape = std::move(shape);
            result.push_back(std::move(figure));
        }
    }
    return result;
}

class Posed {
public:
    Posed(const Figure& figure, const Pose& pose)
        : m_skeleton(figure.skeleton), m_transforms(boneTransforms(figure.skeleton, pose)) {}
    [[nodiscard]] Vector3f at(const std::string& bone) const {
        const int i = m_skeleton.indexOf(bone);
        return m_transforms[i] * m_skeleton.bones[i].head;
    }
    /// Degrees between two links; 0 = straight.
    [[nodiscard]] float bend(const std::string& a, const std::string& b,
                             const std::string& c) const {
        const Vector3f first = (at(b) - at(a)).normalized();
        const Vector3f second = (at(c) - at(b)).normalized();
        return std::acos(std::clamp(first.dot(second), -1.0F, 1.0F)) * 57.29578F;
    }

private:
    const Skeleton& m_skeleton;
    BoneTransforms m_transforms;
};

TEST(Poses, RotationsAreRotations) {
    const auto people = figures();
    for (int kind = 0; kind < kPoseKinds; ++kind) {
        Random random(kind);
        const Pose pose =
            makePose(static_cast<PoseKind>(kind), people[2].skeleton, people[2].extent, random);
        ASSERT_EQ(pose.rotations.size(), people[2].skeleton.bones.size());
        for (const auto& rotation : pose.rotations) {
            EXPECT_NEAR(rotation.determinant(), 1.0F, 1e-4F);
            EXPECT_LT((rotation * rotation.transpose() - Eigen::Matrix3f::Identity()).norm(),
                      1e-4F);
        }
    }
}

TEST(Poses, AnklesStandAtTheHeightOfTheRestPose) {
    for (const auto& figure : figures()) {
        const float ankle = figure.skeleton.bones[figure.skeleton.indexOf("foot.L")].head.y();
        for (int kind = 0; kind < kPoseKinds; ++kind) {
            for (int seed = 0; seed < 5; ++seed) {
                Random random(100 * kind + seed);
                const Posed posed(figure, makePose(static_cast<PoseKind>(kind), figure.skeleton,
                                                   figure.extent, random));
                const float left = posed.at("foot.L").y();
                const float right = posed.at("foot.R").y();
                EXPECT_NEAR(std::min(left, right), ankle, 0.004F)
                    << poseName(static_cast<PoseKind>(kind));
                if (static_cast<PoseKind>(kind) == PoseKind::OneLeg) {
                    EXPECT_GT(std::max(left, right), ankle + 0.2F);
                    continue;
                }
                const float lifted =
                    static_cast<PoseKind>(kind) == PoseKind::Walking ? 0.06F : 0.0F;
                EXPECT_NEAR(std::max(left, right), ankle + lifted, 0.004F)
                    << poseName(static_cast<PoseKind>(kind));
            }
        }
    }
}

TEST(Poses, KneesAndElbowsBendTheRightWay) {
    for (const auto& figure : figures()) {
        for (int kind = 0; kind < kPoseKinds; ++kind) {
            const auto now = static_cast<PoseKind>(kind);
            const bool folded = now == PoseKind::Sitting || now == PoseKind::OneLeg;
            const bool free = now == PoseKind::Free;
            const float most = folded ? 130.0F : (free ? 75.0F : 60.0F);
            Random random(7 + kind);
            const Posed posed(figure, makePose(static_cast<PoseKind>(kind), figure.skeleton,
                                               figure.extent, random));
            for (const char* side : {".L", ".R"}) {
                const std::string s = side;
                EXPECT_LT(posed.bend("upperleg01" + s, "lowerleg01" + s, "foot" + s), most);
                EXPECT_LT(posed.bend("upperarm01" + s, "lowerarm01" + s, "wrist" + s), 155.0F);
                // The knee lies in front of the line from hip to ankle.
                const Vector3f hip = posed.at("upperleg01" + s);
                const Vector3f ankle = posed.at("foot" + s);
                const Vector3f knee = posed.at("lowerleg01" + s);
                const Vector3f middle =
                    hip + (ankle - hip) * ((hip.y() - knee.y()) / (hip.y() - ankle.y()));
                EXPECT_GT(knee.z() - middle.z(), -0.03F)
                    << poseName(static_cast<PoseKind>(kind)) << s;
            }
        }
    }
}

TEST(Poses, HangingHandsKeepClearOfTheHips) {
    for (const auto& figure : figures()) {
        for (int seed = 0; seed < 10; ++seed) {
            Random random(seed);
            const Posed posed(figure,
                              makePose(PoseKind::Relaxed, figure.skeleton, figure.extent, random));
            const float middle = posed.at("root").x();
            EXPECT_GT(posed.at("wrist.L").x() - middle, figure.extent.hipHalfWidth);
            EXPECT_LT(posed.at("wrist.R").x() - middle, -figure.extent.hipHalfWidth);
        }
    }
}

TEST(Poses, RaisedArmIsAboveTheHead) {
    for (const auto& figure : figures()) {
        Random random(3);
        const Posed posed(figure,
                          makePose(PoseKind::ArmRaised, figure.skeleton, figure.extent, random));
        EXPECT_GT(std::max(posed.at("wrist.L").y(), posed.at("wrist.R").y()), posed.at("head").y());
        EXPECT_LT(std::min(posed.at("wrist.L").y(), posed.at("wrist.R").y()),
                  posed.at("spine03").y());
    }
}

TEST(Poses, HandsOnHipsTouchTheWaist) {
    for (const auto& figure : figures()) {
        Random random(4);
        const Posed posed(figure,
                          makePose(PoseKind::HandsOnHips, figure.skeleton, figure.extent, random));
        for (const char* wrist : {"wrist.L", "wrist.R"}) {
            const float out = std::abs(posed.at(wrist).x() - posed.at("root").x());
            EXPECT_NEAR(out, figure.extent.waistHalfWidth + 0.055F, 0.06F);
        }
        EXPECT_GT(posed.bend("upperarm01.L", "lowerarm01.L", "wrist.L"), 60.0F);
    }
}

TEST(Poses, BothRaisedArmsAreAboveTheHead) {
    for (const auto& figure : figures()) {
        Random random(6);
        const Posed posed(figure,
                          makePose(PoseKind::ArmsRaised, figure.skeleton, figure.extent, random));
        EXPECT_GT(std::min(posed.at("wrist.L").y(), posed.at("wrist.R").y()), posed.at("head").y());
    }
}

TEST(Poses, WhoSitsHasLevelThighsAndHandsOnThem) {
    for (const auto& figure : figures()) {
        Random random(8);
        const Posed posed(figure,
                          makePose(PoseKind::Sitting, figure.skeleton, figure.extent, random));
        for (const std::string side : {".L", ".R"}) {
            const Vector3f hip = posed.at("upperleg01" + side);
            const Vector3f knee = posed.at("lowerleg01" + side);
            const Vector3f wrist = posed.at("wrist" + side);
            EXPECT_LT(std::abs(hip.y() - knee.y()), 0.2F * (knee - hip).norm());
            EXPECT_NEAR(posed.bend("upperleg01" + side, "lowerleg01" + side, "foot" + side), 90.0F,
                        25.0F);
            EXPECT_GT(wrist.z(), hip.z());
            EXPECT_LT(wrist.z(), knee.z() + 0.05F);
            EXPECT_GT(wrist.y(), std::min(hip.y(), knee.y()));
        }
    }
}

TEST(Poses, CrossedWristsPassTheMiddle) {
    for (const auto& figure : figures()) {
        Random random(5);
        const Posed posed(figure,
                          makePose(PoseKind::ArmsCrossed, figure.skeleton, figure.extent, random));
        EXPECT_LT(posed.at("wrist.L").x(), posed.at("wrist.R").x());
    }
}

TEST(Poses, BothSidesAreDrawnAndAllKindsOccur) {
    std::array<int, kPoseKinds> counts{};
    for (int i = 0; i < 3000; ++i) {
        Random random(i);
        ++counts[static_cast<int>(samplePoseKind(random, true))];
    }
    for (int kind = 0; kind < kPoseKinds; ++kind) {
        EXPECT_GT(counts[kind], 45) << poseName(static_cast<PoseKind>(kind));
    }
    EXPECT_GT(counts[static_cast<int>(PoseKind::Free)], 450);
    EXPECT_GT(counts[static_cast<int>(PoseKind::Relaxed)], 500);
}

TEST(Poses, RarePosesAreForWideSetsAlone) {
    int relaxed = 0;
    for (int i = 0; i < 3000; ++i) {
        Random random(i);
        const PoseKind kind = samplePoseKind(random);
        EXPECT_LT(kind, PoseKind::TPose);
        relaxed += kind == PoseKind::Relaxed ? 1 : 0;
    }
    EXPECT_GT(relaxed, 700);
}

TEST(Poses, FreeArmsHangReachOutAndBend) {
    const Figure figure = figures().front();
    float lowest = 1e9F;
    float highest = -1e9F;
    float straightest = 180.0F;
    float mostBent = 0.0F;
    for (int seed = 0; seed < 60; ++seed) {
        Random random(seed);
        const Posed posed(figure, makePose(PoseKind::Free, figure.skeleton, figure.extent, random));
        const float rise = posed.at("wrist.L").y() - posed.at("upperarm01.L").y();
        const float bend = posed.bend("upperarm01.L", "lowerarm01.L", "wrist.L");
        lowest = std::min(lowest, rise);
        highest = std::max(highest, rise);
        straightest = std::min(straightest, bend);
        mostBent = std::max(mostBent, bend);
    }
    EXPECT_LT(lowest, -0.4F);
    EXPECT_GT(highest, 0.0F);
    EXPECT_LT(straightest, 15.0F);
    EXPECT_GT(mostBent, 45.0F);
}

} // namespace
} // namespace maquette
