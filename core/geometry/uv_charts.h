// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The body's UV charts as plane meshes of their own, mirror-symmetric and evenly dense.

#include "core/base/result.h"
#include "core/geometry/template_mesh.h"

#include <vector>

namespace maquette {

/// Points in a plane, one a row: [P,2] float64.
using PlanePoints = Eigen::Matrix<double, Eigen::Dynamic, 2, Eigen::RowMajor>;

/// Charts (connected pieces of the UV atlas), each in a frame of its own. A vertex on a seam has
/// one point in every chart that it belongs to, or several in one: its copies.
struct UvCharts {
    int count = 0;
    PlanePoints points;           ///< [P,2] UV units; x to the right, y down
    std::vector<int> vertex;      ///< per point: its row of the template; ascending
    std::vector<int> chart;       ///< per point
    std::vector<int> mirrorPoint; ///< per point p: the one at exactly (-x, y) of its own chart
    std::vector<int> mirrorChart; ///< per chart: where its points' mirror images are
    Triangles triangles;          ///< [F,3] rows of points
};

/// Cuts the body along its UV seams and makes the charts exactly symmetric: a chart that holds
/// both sides about the line x = 0, others to each other. Charts whose axis lies level are turned
/// upright; no chart is scaled.
/// @errors  InvalidArgument (a body vertex without face or UV; topology or UVs that are not
///          symmetric under mirrorVertex).
[[nodiscard]] Result<UvCharts> bodyCharts(const Template& templateMesh);

/// Moves points within their charts so that places dense in vertices (lips, ears, toes) get more
/// room; outlines stay, and so do points of triangles that would turn over. Holes shrink. Keeps
/// symmetry.
/// @param rest  positions of the template's vertices, metres. A point's share of its chart aims at
///              its surface to the power 0.4.
/// @source  Yoshizawa, Belyaev, Seidel, "A fast and simple stretch-minimizing mesh
///          parameterization", 2004. Ours: symmetric weights, so that each step is one Cholesky
///          solve; stretch against the aim above instead of the surface itself.
void evenOutDensity(UvCharts& charts, const Points& rest);

/// Surface between three points for positions of the template's vertices, in their unit squared.
[[nodiscard]] double surfaceArea(const UvCharts& charts, const Eigen::RowVector3i& triangle,
                                 const Points& positions);

/// [2F,3] the charts' triangles, then those mirrored: quads are cut along both diagonals, so that
/// samples of them are symmetric.
[[nodiscard]] Triangles symmetricTriangles(const UvCharts& charts);

/// Makes points and their mirror images exactly symmetric again, by averaging.
void symmetrize(UvCharts& charts);

} // namespace maquette
