// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/viewed_pose.h"

#include <array>
#include <limits>

namespace maquette {
namespace {

constexpr std::array<const char*, 14> kJoints = {
    "neck01",       "head",         "upperarm01.L", "upperarm01.R", "lowerarm01.L",
    "lowerarm01.R", "wrist.L",      "wrist.R",      "upperleg01.L", "upperleg01.R",
    "lowerleg01.L", "lowerleg01.R", "foot.L",       "foot.R"};
constexpr int kLeftHip = 8;
constexpr int kRightHip = 9;

/// In model space.
Points posedJoints(const ViewedPose& viewed) {
    const Skeleton& skeleton = viewed.skeleton;
    const Points heads = posedHeads(skeleton, boneTransforms(skeleton, viewed.pose));
    Points joints(static_cast<Eigen::Index>(kJoints.size()), 3);
    for (Eigen::Index j = 0; j < joints.rows(); ++j) {
        const int bone = skeleton.indexOf(kJoints[static_cast<size_t>(j)]);
        if (bone < 0) {
            joints.row(j).setConstant(std::numeric_limits<float>::quiet_NaN());
        } else {
            joints.row(j) = heads.row(bone);
        }
    }
    return joints;
}

/// In camera axes, from the camera.
Points placed(const Camera& camera, const Points& points) {
    Points result = points * camera.modelToCamera.linear().transpose();
    result.rowwise() += camera.modelToCamera.translation().transpose();
    return result;
}

Eigen::RowVector3f middleOfHips(const Points& joints) {
    return 0.5F * (joints.row(kLeftHip) + joints.row(kRightHip));
}

} // namespace

Points viewedJoints(const ViewedPose& viewed) {
    Points joints = placed(viewed.camera, posedJoints(viewed));
    const Eigen::RowVector3f hips = middleOfHips(joints);
    joints.rowwise() -= hips;
    return joints;
}

Points viewedPoints(const ViewedPose& viewed, const Points& posed) {
    Points points = placed(viewed.camera, posed);
    points.rowwise() -= middleOfHips(placed(viewed.camera, posedJoints(viewed)));
    return points;
}

Points photographedJoints(const ViewedPose& viewed) {
    return project(viewed.camera, posedJoints(viewed));
}

} // namespace maquette
