// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What each part of the template's body can be expected to show, and how it is connected.

#include "core/geometry/template_mesh.h"

#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace maquette::texture {

/// Finer than BodyRegion where texture needs it; from the template's own proportions.
enum class Zone : std::uint8_t {
    Face, ///< brows to chin, ear to ear: always skin
    Ear,
    Temple, ///< above and before the ear, where the hairline runs
    Scalp,  ///< where hair may grow
    Neck,
    Mouth,  ///< inside of the mouth, never lit
    Socket, ///< behind the eyeballs
    Torso,  ///< above the navel
    Pelvis, ///< navel to crotch
    Arm,
    Hand,
    Leg,
    Foot,
};

/// Groups of regions that move together; a texel of one group never takes the pixel of another.
enum class Limb : std::uint8_t { Torso, Head, LeftArm, RightArm, LeftLeg, RightLeg };

/// Undirected edge of a mesh with its conductance for diffusion.
struct BodyEdge {
    int a;
    int b;
    float conductance;  ///< about 1; larger round a limb than along it, so that hems go round
    float along = 0.0F; ///< 0 round the limb … 1 along it
};

/// Facts of one template, all per body vertex.
struct BodyZones {
    std::vector<Zone> zone;
    std::vector<Limb> limb;
    std::vector<float> height;    ///< 0 at the soles, 1 at the crown, rest pose
    std::vector<float> frontness; ///< head: 1 in the plane of the face, 0 at the ears, below behind
    std::vector<BodyEdge> edges;
    std::vector<std::array<float, 3>> rest; ///< template positions, metres: a place for noise
};

/// @threading  Reentrant; made once per template, then shared.
[[nodiscard]] std::shared_ptr<const BodyZones> bodyZones(const Template& templateMesh);

[[nodiscard]] Limb limbOf(BodyRegion region);

/// The crotch and what is next to it: never shown bare.
[[nodiscard]] bool isPrivate(const BodyZones& zones, int vertex);

/// Where a sports top goes round the trunk.
[[nodiscard]] bool isBreastBand(const BodyZones& zones, int vertex);

/// Whether a hand may be seen before such a place without belonging there.
[[nodiscard]] bool isBesideHands(Zone zone);

} // namespace maquette::texture
