// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  CPU z-buffer: which triangle each pixel sees. Equal on every machine, needs no display.

#include "core/geometry/mesh.h"

#include <cstdint>
#include <vector>

namespace maquette {

/// One entry a pixel, row by row from the top.
struct Raster {
    int width = 0;
    int height = 0;
    std::vector<int> triangle;                ///< -1 where nothing is hit
    std::vector<Eigen::Vector3f> barycentric; ///< perspective-correct, of the triangle's corners
    std::vector<float> depth;                 ///< camera z, metres; infinity where nothing is hit

    [[nodiscard]] int at(int x, int y) const {
        return triangle[static_cast<size_t>(y) * width + x];
    }
};

struct RasterOptions {
    bool cullBack = false;   ///< skip triangles that are clockwise on screen (seen from behind)
    bool perspective = true; ///< false: corners' z is ignored for the weights (texture atlas)
};

/// Rasterises @p triangles whose corners are rows of @p points: pixel x, pixel y, depth > 0.
/// Pixel centres are at integers. Triangles with a corner at depth <= 0 are left out.
/// Of equal depths the lower triangle index wins, so that the result does not depend on threads.
/// @threading  Reentrant; splits rows over @p threads.
[[nodiscard]] Raster rasterize(const Points& points, const Triangles& triangles, int width,
                               int height, const RasterOptions& options = {}, int threads = 2);

} // namespace maquette
