// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Poses made joint by joint, unlike those of core/synthesis/pose_library.h.

#include "core/base/random.h"
#include "core/geometry/skeleton.h"

namespace maquette {

/// Standing, every joint turned on its own: arms 10 to 60 degrees from the body, swung and bent;
/// legs a little apart, one knee bent; small bends of the trunk; the head turned.
/// @param skeleton   of the "default" rig.
/// @param clearance  least angle of the arms from the body, degrees.
[[nodiscard]] Pose sampleAbroadPose(const Skeleton& skeleton, float clearance, Random& random);

} // namespace maquette
