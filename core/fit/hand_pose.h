// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Turns the fingers as the hand points of a photo show them.

#include "core/geometry/camera.h"
#include "core/geometry/skeleton.h"
#include "core/image/subject.h"

#include <vector>

namespace maquette {

/// Bends the fingers of @p pose, each joint within what fingers can do: knuckles bend and spread,
/// the other joints are hinges. Where the palm lies within 70 degrees of the wrist's rotation, the
/// wrist takes the palm's; else the points are of an unlikely hand and only the fingers bend.
///
/// The points count as seen from afar (weak perspective): directions between them are directions
/// in camera axes.
/// @param skeleton  the "default" rig; @p pose belongs to it.
/// @param hands     each side at most once; those missing keep their pose.
void poseFingers(const Skeleton& skeleton, const std::vector<Hand>& hands, const Camera& camera,
                 Pose& pose);

} // namespace maquette
