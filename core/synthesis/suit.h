// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A fine, smooth surface round the body that clothes are cut from.

#include "core/geometry/template_mesh.h"

#include <functional>
#include <vector>

namespace maquette {

/// Splits every quad into four; new vertices and values are means of their neighbours.
/// @param values  [V,K] per vertex, refined alike.
[[nodiscard]] PolygonMesh subdivideQuads(const PolygonMesh& mesh, Eigen::MatrixXf& values);

/// One mesh whose pieces clothes are: made once for a template, posed once for a person.
class Suit {
public:
    /// @param part         Tights or Skirt of the template.
    /// @param values       [kTemplateVertices,K] per template vertex.
    /// @param refinements  times every quad is split into four, 0 … 2.
    Suit(const Template& body, TemplatePart part, const Eigen::MatrixXf& values,
         int refinements = kFinest);

    static constexpr int kFinest = 2;

    [[nodiscard]] const PolygonMesh& mesh() const { return m_mesh; } ///< UVs fill the square
    [[nodiscard]] const Eigen::MatrixXf& values() const { return m_values; } ///< per fine vertex
    [[nodiscard]] const std::vector<std::vector<int>>& neighbours() const { return m_neighbours; }
    [[nodiscard]] const Triangles& triangles() const { return m_triangles; }

    /// Smoothing passes that even out as much here as @p passes do on the finest suit, at least 1.
    [[nodiscard]] int smoothing(int passes) const;
    /// Fine vertices for a posed template [kTemplateVertices,3].
    [[nodiscard]] Points posed(const Points& templatePositions) const;

private:
    int m_refinements;
    PolygonMesh m_mesh;
    Eigen::MatrixXf m_values;
    Triangles m_triangles;
    std::vector<std::vector<int>> m_neighbours;
    PolygonMesh m_coarse;
    std::vector<int> m_templateVertex; ///< per coarse vertex
};

/// Cuts away where @p keep is negative; faces are cut where it is zero, so that hems are clean.
/// @param keep    per vertex.
/// @param values  [V,K], interpolated at new vertices; may be empty.
[[nodiscard]] PolygonMesh cutMesh(const PolygonMesh& mesh, const std::vector<float>& keep,
                                  Eigen::MatrixXf& values);

/// Adds a strip along every open edge, @p depth metres against the vertex normals, so that
/// cloth has a visible thickness.
void foldHems(PolygonMesh& mesh, float depth);

/// Vertices joined to each vertex by an edge, sorted.
[[nodiscard]] std::vector<std::vector<int>> vertexNeighbours(const PolygonMesh& mesh);

/// Moves every vertex towards the mean of its neighbours.
/// @param share  0 … 1.
void smoothOnce(Points& positions, const std::vector<std::vector<int>>& neighbours, float share);

} // namespace maquette
