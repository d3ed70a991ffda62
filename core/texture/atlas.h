// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A surface's UV atlas as pixels: which surface point each texel shows.

#include "core/geometry/template_mesh.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace maquette::texture {

/// A point of a triangulated surface.
struct AtlasPoint {
    int triangle = -1;
    Eigen::Vector3f weights = Eigen::Vector3f::Zero(); ///< of the triangle's corners, sum 1
};

/// Texels of a square texture, row by row from the top; texel (x,y) has its centre at
/// u = (x + 0.5) / size, v = 1 - (y + 0.5) / size.
class Atlas {
public:
    /// @param mesh   with UVs; the corners' rows of positions are what triangles() refers to.
    /// @param faces  those of the mesh that are on this atlas; empty: all.
    /// @param size   texels a side, at least 16.
    Atlas(const PolygonMesh& mesh, const std::vector<int>& faces, int size);

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] int texelCount() const { return m_size * m_size; }
    [[nodiscard]] const Triangulation& triangles() const { return m_triangles; }
    [[nodiscard]] const UvPoints& uvs() const { return m_uvs; }

    /// The surface point at the centre of a texel; triangle -1 outside the charts.
    [[nodiscard]] AtlasPoint pointAt(int texel) const;
    /// For a texel outside the charts: the nearest one inside. Inside: itself.
    [[nodiscard]] int nearestInside(int texel) const {
        const std::int32_t owner = m_owner[texel];
        return owner >= 0 ? texel : -1 - owner;
    }
    [[nodiscard]] bool isInside(int texel) const { return m_owner[texel] >= 0; }

    /// Where a surface point lies in the texture, in texels (0,0 = centre of the first).
    [[nodiscard]] Eigen::Vector2f texelPosition(const AtlasPoint& point) const;

private:
    int m_size;
    Triangulation m_triangles;
    UvPoints m_uvs;
    std::vector<std::int32_t> m_owner;                   ///< triangle, or -1 - nearest texel inside
    std::vector<std::array<std::uint16_t, 2>> m_weights; ///< of corners 1 and 2, in 1/65535
};

/// The atlas of the template's body. Made once per template and size, then shared; the two most
/// recent ones are kept.
/// @threading  Reentrant; a second caller waits for the first. About 0.4 s the first time at 2048.
[[nodiscard]] std::shared_ptr<const Atlas> bodyAtlas(const Template& templateMesh, int size);

} // namespace maquette::texture
