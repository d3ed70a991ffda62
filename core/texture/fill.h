// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A colour for every point of the body, seen or not, per vertex.

#include "core/texture/continue_cloth.h"
#include "core/texture/survey.h"

#include <array>
#include <cstdint>

namespace maquette::texture {

/// Colours where nothing is known.
struct Palette {
    Eigen::Vector3f skin; ///< BGR 0 … 255
    Eigen::Vector3f hair;
    Eigen::Vector3f upper;
    Eigen::Vector3f lower;
    Eigen::Vector3f shoes;

    [[nodiscard]] const Eigen::Vector3f& of(Garment garment) const;
};

/// Smooth colours of the body, one layer a garment, so that hems stay crisp between vertices.
struct BodyColors {
    std::array<VertexValues, kGarmentCount> color; ///< [kBodyVertices,3] BGR; reaches two rings
                                                   ///< beyond the vertices of its garment
};

/// Harmonic extension over the body of what the photo shows, each garment from itself alone: skin
/// is never mixed with cloth, nor ears with the hair that hid them. The inside of the mouth and
/// the eye sockets get colours of their own from the skin's.
[[nodiscard]] BodyColors fillBody(const Survey& survey, const ClothSight& cloth,
                                  const Palette& palette);

/// A number of a lattice point, -1 … 1; equal points give equal numbers everywhere.
[[nodiscard]] float latticeValue(std::int32_t x, std::int32_t y, std::int32_t z);

/// Value noise at a point of the rest pose, -1 … 1, equal on both sides of every seam.
/// @param cell  size of its grain, metres.
[[nodiscard]] float noiseAt(const Eigen::Vector3f& point, float cell);

} // namespace maquette::texture
