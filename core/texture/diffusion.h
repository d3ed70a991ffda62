// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Values known here and there on a mesh, spread over all of it.

#include "core/texture/zones.h"

#include <Eigen/Core>

#include <vector>

namespace maquette::texture {

/// One row a vertex, one column a channel.
using VertexValues = Eigen::MatrixXf;

/// Minimises  sum_v pull[v] |x_v - target_v|^2 + sum_e conductance_e |x_a - x_b|^2, the harmonic
/// extension of the targets where pull is small (Laplace equation with soft boundary values), by
/// sparse Cholesky.
///
/// @param pull    [V] not negative; a value of about 1 holds a vertex firmly. Every vertex is
///                held by at least 1e-5, so a part without known values takes its own targets.
/// @param target  [V,K].
/// @return        [V,K]. About 40 ms for the body with three channels.
[[nodiscard]] VertexValues diffuse(const std::vector<BodyEdge>& edges, const Eigen::VectorXf& pull,
                                   const VertexValues& target);

} // namespace maquette::texture
