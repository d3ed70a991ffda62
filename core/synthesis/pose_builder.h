// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Poses of the "default" rig made limb by limb.

#include "core/geometry/skeleton.h"

#include <string>
#include <vector>

namespace maquette {

enum class Side { Left, Right };

/// Sets limbs by where they should point or reach; unset bones follow their parents.
/// Vectors are in model axes (x to the character's left, y up, z to the front); outward x and
/// angles are mirrored for the right side by the caller's use of outward().
class PoseBuilder {
public:
    /// @param skeleton  of MakeHuman's default rig; must outlive the builder.
    explicit PoseBuilder(const Skeleton& skeleton);

    /// +x for the left side, -x for the right.
    [[nodiscard]] static Eigen::Vector3f outward(Side side, float x, float y, float z);

    /// Rotation of a bone relative to its parent, in rest axes. Parents must be set first.
    void rotate(const std::string& bone, const Eigen::Matrix3f& rotation);

    /// Ankle to a place in model space, knee bent towards @p forward; the foot keeps level.
    /// @param footYaw  degrees round y, outward positive.
    void placeLeg(Side side, const Eigen::Vector3f& ankle, const Eigen::Vector3f& forward,
                  float footYaw, float footPitch);

    /// Upper and lower arm along directions in the chest's axes; they must not be parallel.
    void pointArm(Side side, const Eigen::Vector3f& upper, const Eigen::Vector3f& lower);

    /// Wrist to a place in model space with the elbow on @p pole's side.
    void reachArm(Side side, const Eigen::Vector3f& wrist, const Eigen::Vector3f& pole);

    /// Turns the hand round the forearm, degrees, palm inward positive; half of it in the forearm.
    void twistHand(Side side, float degrees);

    /// Bends the fingers at every joint, degrees.
    void curlFingers(Side side, float degrees, float thumbDegrees);

    /// Moves the whole figure.
    void translate(const Eigen::Vector3f& offset) { m_pose.translation += offset; }

    /// Where a bone's head is now.
    [[nodiscard]] Eigen::Vector3f headOf(const std::string& bone) const;
    [[nodiscard]] Eigen::Matrix3f globalOf(const std::string& bone) const;
    [[nodiscard]] float length(const std::string& from, const std::string& to) const;
    [[nodiscard]] const Pose& pose() const { return m_pose; }

private:
    [[nodiscard]] int index(const std::string& bone) const;
    [[nodiscard]] Eigen::Vector3f restDirection(const std::string& from,
                                                const std::string& to) const;
    void setGlobal(const std::string& bone, const Eigen::Matrix3f& rotation);
    void setArm(Side side, const Eigen::Vector3f& upper, const Eigen::Vector3f& lower);

    const Skeleton& m_skeleton;
    Pose m_pose;
};

/// Rotation about an axis, degrees.
[[nodiscard]] Eigen::Matrix3f rotationAbout(const Eigen::Vector3f& axis, float degrees);

} // namespace maquette
