// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/bone_frames.h"

#include <cmath>
#include <numbers>

namespace maquette {
namespace {

Eigen::Isometry3d restFrame(const Bone& bone) {
    constexpr double kMinimumLength = 1e-6; // metres
    constexpr double kNearlyParallel = 0.9; // cosine
    Eigen::Vector3d y = (bone.tail - bone.head).cast<double>();
    y = y.norm() > kMinimumLength ? Eigen::Vector3d(y.normalized()) : Eigen::Vector3d::UnitY();
    const Eigen::Vector3d towards =
        std::abs(y.z()) > kNearlyParallel ? Eigen::Vector3d::UnitY() : Eigen::Vector3d::UnitZ();
    const Eigen::Vector3d x = y.cross(towards).normalized();
    Eigen::Isometry3d frame = Eigen::Isometry3d::Identity();
    frame.linear().col(0) = x;
    frame.linear().col(1) = y;
    frame.linear().col(2) = x.cross(y);
    frame.translation() = bone.head.cast<double>();
    return frame;
}

} // namespace

BoneFrames restFrames(const Skeleton& skeleton) {
    BoneFrames frames;
    frames.reserve(skeleton.bones.size());
    for (const Bone& bone : skeleton.bones) {
        frames.push_back(restFrame(bone));
    }
    return frames;
}

BoneFrames localFrames(const Skeleton& skeleton, const BoneFrames& rest, const Pose& pose) {
    BoneFrames locals(rest.size());
    for (std::size_t i = 0; i < rest.size(); ++i) {
        const int parent = skeleton.bones[i].parent;
        const Eigen::Isometry3d base = parent < 0 ? Eigen::Isometry3d::Identity() : rest[parent];
        Eigen::Quaterniond turn = Eigen::Quaterniond::Identity();
        if (!pose.rotations.empty()) {
            turn = Eigen::Quaterniond(pose.rotations[i].cast<double>()).normalized();
        }
        locals[i] = base.inverse() * rest[i];
        // A bone turns about its own head, so its place in the parent's frame stays.
        locals[i].linear() = base.linear().transpose() * turn * rest[i].linear();
        if (parent < 0) {
            locals[i].translation() += pose.translation.cast<double>();
        }
    }
    return locals;
}

Eigen::Vector3d eulerXyzDegrees(const Eigen::Matrix3d& rotation) {
    constexpr double kDegrees = 180.0 / std::numbers::pi;
    constexpr double kGimbalLock = 1e-9;
    const double cosY = std::hypot(rotation(0, 0), rotation(1, 0));
    const double y = std::atan2(-rotation(2, 0), cosY);
    if (cosY < kGimbalLock) { // x and z turn about one axis: give it all to x
        return Eigen::Vector3d(std::atan2(-rotation(1, 2), rotation(1, 1)), y, 0.0) * kDegrees;
    }
    return Eigen::Vector3d(std::atan2(rotation(2, 1), rotation(2, 2)), y,
                           std::atan2(rotation(1, 0), rotation(0, 0))) *
           kDegrees;
}

} // namespace maquette
