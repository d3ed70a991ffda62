// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A posed body as a camera sees it, for comparing one with another.

#include "core/geometry/camera.h"
#include "core/geometry/skeleton.h"

namespace maquette {

/// A rest pose, a pose and a view of it; refers to what it is made of.
struct ViewedPose {
    const Skeleton& skeleton;
    const Pose& pose;
    const Camera& camera;
};

/// Neck, head and, left and right, shoulders, elbows, wrists, hips, knees and ankles of a skeleton
/// with MakeHuman's bone names: [14,3] metres in camera axes, the middle of the hips at the
/// origin; a joint that the skeleton lacks is NaN.
[[nodiscard]] Points viewedJoints(const ViewedPose& viewed);

/// The same joints in the photo: [14,3] x and y in pixels, depth in metres.
[[nodiscard]] Points photographedJoints(const ViewedPose& viewed);

/// Points of the posed body in the same frame.
/// @param posed  [V,3] model space, metres.
[[nodiscard]] Points viewedPoints(const ViewedPose& viewed, const Points& posed);

} // namespace maquette
