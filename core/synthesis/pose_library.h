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
    // What few photos show:
    TPose,
    ArmsRaised, ///< both
    OneLeg,     ///< the other knee lifted
    Dancing,    ///< arms anywhere that joints allow, feet apart
    Sitting,    ///< feet on the floor, hands on the thighs
    Free,       ///< trunk, arms and legs turned joint by joint
};
inline constexpr int kPoseKinds = 15;

[[nodiscard]] const char* poseName(PoseKind kind);

/// Whether few photos show the pose of that name.
[[nodiscard]] bool isRarePose(const std::string& name);

/// Standing and relaxed poses are the most frequent, as in photos.
/// @param random  one person's own: whether the pose is a rare one depends on its seed.
/// @param wide    a third of the people do what few photos show.
[[nodiscard]] PoseKind samplePoseKind(Random& random, bool wide = false);

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
/// them, except for the lifted heel of a walk and the lifted leg of OneLeg.
/// @param skeleton  of the "default" rig for the shape.
[[nodiscard]] Pose makePose(PoseKind kind, const Skeleton& skeleton, const BodyExtent& extent,
                            Random& random);

} // namespace maquette
