// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Coordinate frames of bones, as skeletal file formats want them.

#include "core/geometry/skeleton.h"

#include <Eigen/Geometry>

#include <vector>

namespace maquette {

/// Frames in model space or relative to the parent, metres; rotation and translation only.
using BoneFrames = std::vector<Eigen::Isometry3d>;

/// Frame of every bone in the rest pose, model space: origin at the head, y from head to tail,
/// z as near to the character's front as y allows (to the top where y itself points to the front
/// or back). Mirrored bones get mirrored frames with x reversed.
[[nodiscard]] BoneFrames restFrames(const Skeleton& skeleton);

/// The same frames relative to the parent's, in a pose; roots are relative to the model.
/// @param rest  restFrames(skeleton).
[[nodiscard]] BoneFrames localFrames(const Skeleton& skeleton, const BoneFrames& rest,
                                     const Pose& pose);

/// Angles about x, y, z in degrees with R = Rz Ry Rx, as FBX's "Lcl Rotation" wants them.
[[nodiscard]] Eigen::Vector3d eulerXyzDegrees(const Eigen::Matrix3d& rotation);

} // namespace maquette
