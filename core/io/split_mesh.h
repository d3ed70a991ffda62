// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Meshes with one UV per vertex, as real-time formats and Assimp want them.

#include "core/geometry/mesh.h"

#include <vector>

namespace maquette {

/// A polygon mesh cut along its UV seams.
struct SplitMesh {
    Points positions; ///< [N,3] metres, no two source vertices at the same place
    Points normals;   ///< [N,3] unit, smooth across seams
    UvPoints uvs;     ///< [N,2], v = 0 at the bottom; empty without texture coordinates
    std::vector<int> sourceVertex; ///< [N] row of the source mesh
    std::vector<int> faceOffsets;  ///< as PolygonMesh::faceOffsets
    std::vector<int> corners;      ///< rows of this mesh, per corner

    [[nodiscard]] int vertexCount() const { return static_cast<int>(positions.rows()); }
};

/// Cuts @p mesh. The source's vertices come first and keep their order (those that no face uses
/// are dropped), then the copies that seams ask for.
///
/// Assimp unites vertices by place: it would weld two source vertices that touch, and UVs of one
/// vertex within 1e-5 of each other. So touching vertices are moved apart by the smallest step a
/// float can take (under 1e-6 m), and such UVs are united here, which keeps order and count known.
[[nodiscard]] SplitMesh splitAtSeams(const PolygonMesh& mesh);

/// Triangles [F,3] of a split mesh, by fan.
[[nodiscard]] Triangles trianglesOf(const SplitMesh& mesh);

} // namespace maquette
