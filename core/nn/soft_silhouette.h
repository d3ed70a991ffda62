// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Outlines of figures as images that have a gradient.

#include "core/nn/torch.h"

namespace maquette {

/// How surely each texel is covered by points that lie densely on a surface: each is a blot one
/// texel wide, 1 - exp(-sum of blots).
/// @param points  [N,V,2] in a square, -1 … 1; points outside count for nothing.
/// @return        [N,side,side] 0 … 1, rows from the top (y = -1).
/// @source  Insafutdinov and Dosovitskiy, "Unsupervised Learning of Shape and Pose with
///          Differentiable Point Clouds", 2018, seen along the axis.
[[nodiscard]] torch::Tensor softSilhouette(const torch::Tensor& points, std::int64_t side);

} // namespace maquette
