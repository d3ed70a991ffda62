// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Poses in which people are photographed.

#include "core/base/random.h"
#include "core/synthesis/pose_builder.h"

namespace maquette {

enum class PoseKind {
    Relaxed,      ///< arms a little away from the body
    APose,        ///< arms 35 to 50 degrees from the body
    Contrapposto, ///< weight on one leg
    Walking,
    HandsOnHips,
    HandOnHip,
    ArmRaised, ///< a wave
    ArmsCrossed,
    HandBehindHead,
};
inline constexpr int kPoseKinds = 9;

[[nodiscard]] const char* poseName(PoseKind kind);

/// Standing and relaxed poses are the most frequent, as in photos.
[[nodiscard]] PoseKind samplePoseKind(Random& random);

/// What a pose must keep clear of, rest pose, metres.
struct BodyExtent {
    float hipHalfWidth = 0.18F; ///< widest point between waist and crotch
    float waistHeight = 1.0F;   ///< y
    float waistHalfWidth = 0.14F;
    float chestFront = 0.12F; ///< z of the breast
};

/// @param shape  [kTemplateVertices,3] rest pose.
[[nodiscard]] BodyExtent measureExtent(const Points& shape, const Points& base);

/// A pose of @p kind with natural variation. Both ankles are where feet on a level floor put
/// them, except for the lifted heel of a walk.
/// @param skeleton  of the "default" rig for the shape.
[[nodiscard]] Pose makePose(PoseKind kind, const Skeleton& skeleton, const BodyExtent& extent,
                            Random& random);

} // namespace maquette
