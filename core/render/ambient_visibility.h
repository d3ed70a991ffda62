// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How much of the surroundings each point sees: soft ambient shadows.

#include "core/geometry/mesh.h"
#include "core/render/scene.h"

#include <cstdint>
#include <vector>

namespace maquette {

/// Bit d of an entry: the surroundings are seen in direction d.
using VisibilityMask = std::uint64_t;

struct AmbientOptions {
    int directions = 48; ///< over the sphere, 8 … 64
    int mapSize = 224; ///< pixels of the depth map of each; at 224 a person has about 1 cm a pixel
    bool fromPoints = false; ///< depth of vertices alone: quick, for pixels wider than triangles
};

/// Fraction of the sky that a grid on the ground plane sees.
struct GroundVisibility {
    static constexpr int kSize = 96;
    Eigen::Vector2f low = Eigen::Vector2f::Zero(); ///< x, z of the first grid point, metres
    float cell = 0.0F;                             ///< metres between grid points; 0 when empty
    std::vector<float> fraction;                   ///< [kSize*kSize] 0 … 1, cosine-weighted

    /// Bilinear; 1 outside the grid, with a soft border.
    [[nodiscard]] float at(float x, float z) const;
};

struct AmbientVisibility {
    std::vector<Eigen::Vector3f> directions;
    std::vector<VisibilityMask> masks; ///< per vertex; empty: everything is seen
    GroundVisibility ground;
};

/// One depth map a direction: about 0.15 s for 40,000 triangles and 48 directions.
/// @param points,normals  [V,3], model space.
[[nodiscard]] AmbientVisibility
computeAmbientVisibility(const Points& points, const Points& normals, const Triangles& triangles,
                         float groundHeight, int threads, const AmbientOptions& options = {});

/// Light from the surroundings on every vertex, linear RGB.
/// @param normals  [V,3], unit length.
[[nodiscard]] std::vector<Eigen::Vector3f>
ambientLight(const AmbientVisibility& visibility, const Points& normals, const Lighting& lighting);

} // namespace maquette
