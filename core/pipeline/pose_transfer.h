// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A pose of one rig carried over to another.

#include "core/geometry/skeleton.h"

#include <vector>

namespace maquette {

/// For every bone of @p target the bone of the "default" rig that it should turn with: by the
/// tables of the game_engine, mixamo and cmu_mb rigs, else a bone of the same name, else the one
/// whose head and tail lie nearest in the rest pose.
/// @param source  the "default" rig for the same shape as @p target.
[[nodiscard]] std::vector<int> matchBones(const Skeleton& source, const Skeleton& target);

/// Every bone takes the global rotation of its match; the target's first bone with skin below it
/// (its hips) is placed where the source's is.
/// @param source  the "default" rig; @p pose belongs to it; same shape as @p target.
[[nodiscard]] Pose transferPose(const Skeleton& source, const Pose& pose, const Skeleton& target);

} // namespace maquette
