// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/hand_pose.h"

#include "core/fit/kinematics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace maquette {
namespace {

using Eigen::Matrix3f;
using Eigen::Vector3f;

constexpr float kSureHand = 0.5F;      ///< score from which a hand's depths are of use
constexpr float kLargestTurn = 1.22F;  ///< radians between the palm and the fitted wrist
constexpr float kSpread = 0.3F;        ///< radians to each side of a knuckle
constexpr float kThumbReach = 0.6F;    ///< radians about each axis of the thumb's joints
constexpr float kFarthestBack = -0.2F; ///< radians, a straight finger bent backwards
constexpr std::array<float, 3> kFarthestBend = {1.6F, 1.9F, 1.2F}; ///< radians, per joint

/// Hand points: wrist 0; thumb 1 to 4; then four points a finger, knuckle first.
constexpr int kIndexKnuckle = 5;
constexpr int kMiddleKnuckle = 9;
constexpr int kLittleKnuckle = 17;

int firstPoint(int finger) {
    return 1 + 4 * finger;
}

/// The palm's axes as columns: to the thumb's side, along the fingers, and their cross product.
Matrix3f palmFrame(const Vector3f& wrist, const Vector3f& index, const Vector3f& middle,
                   const Vector3f& little) {
    Matrix3f frame;
    frame.col(1) = (middle - wrist).normalized();
    const Vector3f across = index - little;
    frame.col(0) = (across - frame.col(1) * frame.col(1).dot(across)).normalized();
    frame.col(2) = frame.col(0).cross(frame.col(1));
    return frame;
}

/// Angle about the unit @p axis that takes @p from as near to @p to as it gets, radians.
float angleAbout(const Vector3f& axis, const Vector3f& from, const Vector3f& to) {
    return std::atan2(axis.dot(from.cross(to)), from.dot(to) - axis.dot(from) * axis.dot(to));
}

/// Rotation of a thumb's joint, within its reach. Directions in the palm's axes.
Matrix3f turnThumb(const Vector3f& rest, const Vector3f& seen) {
    const Eigen::AngleAxisf wanted(Eigen::Quaternionf::FromTwoVectors(rest, seen));
    const Vector3f turn = wanted.angle() * wanted.axis();
    return rotationFrom(turn.cwiseMax(-kThumbReach).cwiseMin(kThumbReach).cast<double>())
        .cast<float>();
}

/// Rotation of a finger's joint: a hinge, and for knuckles a spread before it.
/// @param bend  +1 where a positive turn about the palm's first axis closes the fist, else -1.
Matrix3f turnFinger(const Vector3f& rest, const Vector3f& seen, int joint, float bend) {
    const Vector3f hinge = (Vector3f::UnitX() - rest * rest.x() / rest.squaredNorm()).normalized();
    const float closing =
        std::clamp(bend * angleAbout(hinge, rest, seen), kFarthestBack, kFarthestBend[joint]);
    const Eigen::AngleAxisf closed(bend * closing, hinge);
    if (joint > 0) {
        return closed.toRotationMatrix();
    }
    // A finger that points out of the palm's plane hardly shows its spread.
    const float aside = std::cos(closing) * angleAbout(Vector3f::UnitZ(), closed * rest, seen);
    const Eigen::AngleAxisf spread(std::clamp(aside, -kSpread, kSpread), Vector3f::UnitZ());
    return (spread * closed).toRotationMatrix();
}

/// One hand of the skeleton in its rest pose, and the same hand as seen.
class HandPoser {
public:
    HandPoser(const Skeleton& skeleton, const Hand& hand, const Matrix3f& cameraToModel)
        : m_skeleton(skeleton), m_side(hand.left ? ".L" : ".R"), m_bend(hand.left ? -1.0F : 1.0F) {
        for (int i = 0; i < kHandLandmarks; ++i) {
            const cv::Point3f& p = hand.points[i];
            m_seen[i] = cameraToModel * Vector3f(p.x, p.y, p.z);
        }
        const auto head = [&](const char* bone) { return skeleton.bones[index(bone)].head; };
        m_wrist = index("wrist");
        m_restFrame =
            palmFrame(head("wrist"), head("finger2-1"), head("finger3-1"), head("finger5-1"));
        m_seenFrame = palmFrame(m_seen[0], m_seen[kIndexKnuckle], m_seen[kMiddleKnuckle],
                                m_seen[kLittleKnuckle]);
    }

    void poseWrist(const BoneTransforms& posed, Pose& pose) const {
        const Matrix3f seen = m_seenFrame * m_restFrame.transpose();
        const Matrix3f fitted = posed[m_wrist].linear();
        if (Eigen::AngleAxisf(fitted.transpose() * seen).angle() < kLargestTurn) {
            const int parent = m_skeleton.bones[m_wrist].parent;
            pose.rotations[m_wrist] = posed[parent].linear().transpose() * seen;
        }
    }

    void poseFinger(int finger, Pose& pose) const {
        Matrix3f carried = Matrix3f::Identity(); // of the joints before, in the palm's axes
        for (int joint = 0; joint < 3; ++joint) {
            const Bone& bone = m_skeleton.bones[fingerBone(finger, joint)];
            const int from = firstPoint(finger) + joint;
            const Vector3f rest = m_restFrame.transpose() * (bone.tail - bone.head);
            const Vector3f seen =
                (m_seenFrame * carried).transpose() * (m_seen[from + 1] - m_seen[from]);
            const Matrix3f local =
                finger == 0 ? turnThumb(rest, seen) : turnFinger(rest, seen, joint, m_bend);
            carried = carried * local;
            pose.rotations[fingerBone(finger, joint)] =
                m_restFrame * local * m_restFrame.transpose();
        }
    }

private:
    [[nodiscard]] int index(const std::string& bone) const {
        return m_skeleton.indexOf(bone + m_side);
    }
    [[nodiscard]] int fingerBone(int finger, int joint) const {
        return index("finger" + std::to_string(finger + 1) + "-" + std::to_string(joint + 1));
    }

    const Skeleton& m_skeleton;
    std::string m_side;
    float m_bend;
    std::array<Vector3f, kHandLandmarks> m_seen; ///< model axes, pixels
    int m_wrist = 0;
    Matrix3f m_restFrame;
    Matrix3f m_seenFrame;
};

} // namespace

void poseFingers(const Skeleton& skeleton, const std::vector<Hand>& hands, const Camera& camera,
                 Pose& pose) {
    const Matrix3f cameraToModel = camera.modelToCamera.linear().transpose();
    for (const Hand& hand : hands) {
        if (hand.score < kSureHand) {
            continue;
        }
        const HandPoser poser(skeleton, hand, cameraToModel);
        poser.poseWrist(boneTransforms(skeleton, pose), pose);
        for (int finger = 0; finger < 5; ++finger) {
            poser.poseFinger(finger, pose);
        }
    }
}

} // namespace maquette
