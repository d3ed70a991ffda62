// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/abroad/abroad_pose.h"

#include "core/synthesis/pose_builder.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

using Eigen::Matrix3f;
using Eigen::Vector3f;

/// A pose being made. Angles are in degrees, about model axes. Braces fix the order of evaluation.
class JointTurner {
public:
    JointTurner(const Skeleton& skeleton, Random& random) : m_skeleton(skeleton), m_random(random) {
        m_pose.rotations.assign(skeleton.bones.size(), Matrix3f::Identity());
    }

    void bendTrunk() {
        const Vector3f bend{pick(m_random, -8.0, 12.0), pick(m_random, -15.0, 15.0),
                            pick(m_random, -8.0, 8.0)};
        for (const char* bone : {"spine05", "spine03", "spine02"}) {
            turn(bone, bend / 3.0F);
        }
        const Vector3f look{pick(m_random, -15.0, 15.0), pick(m_random, -35.0, 35.0),
                            pick(m_random, -10.0, 10.0)};
        for (const char* bone : {"neck01", "neck03", "head"}) {
            turn(bone, look / 3.0F);
        }
    }

    void placeArm(const char* side, float clearance) {
        const std::string shoulder = std::string("upperarm01") + side;
        const std::string elbow = std::string("lowerarm01") + side;
        const Vector3f arm = head(std::string("wrist") + side) - head(shoulder);
        const float sign = arm.x() > 0.0F ? 1.0F : -1.0F;
        const float rest =
            std::atan2(std::abs(arm.x()), -arm.y()) * 180.0F / std::numbers::pi_v<float>;
        const float open = std::max(pick(m_random, 10.0, 60.0), clearance);
        turn(shoulder, {pick(m_random, -15.0, 15.0), 0.0F, sign * (open - rest)});
        const Vector3f hinge = arm.cross(Vector3f::UnitZ());
        m_pose.rotations[index(elbow)] = rotationAbout(hinge, pick(m_random, 0.0, 30.0));
    }

    void placeLeg(const char* side, float sign, bool isBent) {
        const float open = pick(m_random, -6.0, 3.0); // the rest pose has them apart
        const float swing = isBent ? pick(m_random, 2.0, 15.0) : pick(m_random, -4.0, 4.0);
        const float knee = isBent ? swing + pick(m_random, 0.0, 15.0) : 0.0F;
        turn(std::string("upperleg01") + side, {-swing, 0.0F, sign * open});
        turn(std::string("lowerleg01") + side, {knee, 0.0F, 0.0F});
        turn(std::string("foot") + side,
             {swing - knee, sign * pick(m_random, 0.0, 15.0), -sign * open});
    }

    [[nodiscard]] const Pose& pose() const { return m_pose; }

private:
    [[nodiscard]] int index(const std::string& bone) const { return m_skeleton.indexOf(bone); }

    [[nodiscard]] Vector3f head(const std::string& bone) const {
        return m_skeleton.bones[index(bone)].head;
    }

    /// About z first, then y, then x.
    void turn(const std::string& bone, const Vector3f& degrees) {
        m_pose.rotations[index(bone)] = rotationAbout(Vector3f::UnitX(), degrees.x()) *
                                        rotationAbout(Vector3f::UnitY(), degrees.y()) *
                                        rotationAbout(Vector3f::UnitZ(), degrees.z());
    }

    const Skeleton& m_skeleton;
    Random& m_random;
    Pose m_pose;
};

} // namespace

Pose sampleAbroadPose(const Skeleton& skeleton, float clearance, Random& random) {
    JointTurner turner(skeleton, random);
    turner.bendTrunk();
    const bool bendsLeft = random.chance(0.5);
    turner.placeArm(".L", clearance);
    turner.placeArm(".R", clearance);
    turner.placeLeg(".L", 1.0F, bendsLeft);
    turner.placeLeg(".R", -1.0F, !bendsLeft);
    return turner.pose();
}

} // namespace maquette
