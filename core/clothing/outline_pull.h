// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Moves a surface along its normals until its outline in the photo meets the mask's.

#include "core/base/context.h"
#include "core/clothing/outline.h"

#include <functional>

namespace maquette {

/// One offset a vertex, metres, along the vertex normals.
struct PullProblem {
    Points positions;      ///< [V,3] model space
    Triangles triangles;   ///< [F,3]
    Points normals;        ///< [V,3] directions of the offsets; unit length
    Eigen::VectorXf lower; ///< [V] metres; a vertex with lower = upper = 0 is fixed
    Eigen::VectorXf upper; ///< [V] metres
    Eigen::VectorXf hold;  ///< [V] weight of d^2 (in mm^2) besides the small one that all have
    /// Whether an outline point on a triangle may go to a place of the mask's outline (pixel of
    /// the view, outward normal).
    std::function<bool(int triangle, const cv::Point& target, const cv::Vec2f& normal)> accepts;
    std::vector<std::pair<int, int>> links; ///< further neighbours for L, besides the edges
    int rounds = 5;
    double smoothness = 1.0; ///< weight of |L d|^2 (uniform Laplacian, mm^2)
    /// Metres between outlines at which a pair has half its weight (Cauchy): what lies so far apart
    /// is rather another limb's outline. 0: all pairs count alike.
    double doubtful = 0.0;
};

/// Minimises the squared distance of the outlines + smoothness |L d|^2 + small d^2, Gauss-Newton
/// with new outlines each round (sparse Cholesky, ordered once).
/// @return  [V] metres; zero where the view has no mask.
/// @errors  NotConverged (no finite answer), Cancelled.
/// @threading  Reentrant. Polls @p ctx once a round.
[[nodiscard]] Result<Eigen::VectorXf>
pullToOutline(const PullProblem& problem, const OutlineView& view, const Context& ctx = {});

/// positions + d * normals.
[[nodiscard]] Points moveAlong(const Points& positions, const Points& normals,
                               const Eigen::VectorXf& offset);

} // namespace maquette
