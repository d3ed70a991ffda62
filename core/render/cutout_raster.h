// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Adds triangles with holes (hair, lashes) to a z-buffer.

#include "core/geometry/rasterizer.h"

#include <functional>

namespace maquette {

/// Tells whether a pixel of a triangle is there.
using CutoutTest =
    std::function<bool(int triangle, const Eigen::Vector3f& barycentric, int x, int y)>;

/// Draws rows @p first … of @p triangles over @p raster where nearer and where @p isThere says
/// so. Points and conventions as in rasterize(), perspective.
/// @threading  Splits rows over @p threads; isThere is called from all of them.
void drawCutout(Raster& raster, const Points& points, const Triangles& triangles,
                const std::vector<int>& rows, const CutoutTest& isThere, int threads);

} // namespace maquette
