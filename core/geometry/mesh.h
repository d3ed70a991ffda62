// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Polygon meshes with per-corner UV, and their triangulation. Plain values.

#include <Eigen/Core>

#include <string>
#include <vector>

namespace maquette {

/// Points in space, one a row: [N,3] float32, metres; x to the character's left, y up, z to
/// the front.
using Points = Eigen::Matrix<float, Eigen::Dynamic, 3, Eigen::RowMajor>;
/// Points in the texture square, one a row: [N,2] in [0,1], v = 0 at the bottom of the image.
using UvPoints = Eigen::Matrix<float, Eigen::Dynamic, 2, Eigen::RowMajor>;
/// Index triples, one triangle a row: [F,3], counter-clockwise seen from outside.
using Triangles = Eigen::Matrix<int, Eigen::Dynamic, 3, Eigen::RowMajor>;

/// Polygons of any size; a quad stays a quad.
struct PolygonMesh {
    Points positions;              ///< [V,3] metres
    UvPoints uvs;                  ///< [T,2]; empty without texture coordinates
    std::vector<int> faceOffsets;  ///< F+1 entries; face f has corners faceOffsets[f] … [f+1]-1
    std::vector<int> cornerVertex; ///< row of positions, per corner
    std::vector<int> cornerUv;     ///< row of uvs, per corner; empty when uvs is

    [[nodiscard]] int vertexCount() const { return static_cast<int>(positions.rows()); }
    [[nodiscard]] int faceCount() const {
        return faceOffsets.empty() ? 0 : static_cast<int>(faceOffsets.size()) - 1;
    }
};

/// Fan triangulation of a polygon mesh.
struct Triangulation {
    Triangles vertices;     ///< [F,3] rows of positions
    Triangles uvs;          ///< [F,3] rows of uvs; empty without texture coordinates
    std::vector<int> faces; ///< the polygon that each triangle comes from
};

[[nodiscard]] Triangulation triangulate(const PolygonMesh& mesh);

/// Area-weighted unit vertex normals [V,3]; zero where no triangle touches the vertex.
[[nodiscard]] Points vertexNormals(const Points& positions, const Triangles& triangles);

/// The faces listed, with unused vertices and UVs dropped and order kept.
/// @param vertexMap  when given, receives the source row of every vertex kept.
[[nodiscard]] PolygonMesh subMesh(const PolygonMesh& mesh, const std::vector<int>& faces,
                                  std::vector<int>* vertexMap = nullptr);

/// Every undirected edge once, as vertex pairs with first < second, sorted.
[[nodiscard]] std::vector<std::pair<int, int>> uniqueEdges(const Triangles& triangles);

} // namespace maquette
