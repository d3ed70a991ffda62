// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Charts packed into a square of texels.

#include "core/geometry/uv_charts.h"

#include <vector>

namespace maquette {

/// Where charts lie in a square image. Texel (x,y) is number y * size + x and has its centre at
/// (x,y).
struct ChartLayout {
    int size = 0;                 ///< texels a side
    PlanePoints points;           ///< [P,2] texels; multiples of 1/1024, equal on every machine
    std::vector<int> owner;       ///< per texel: the chart that its value belongs to, or -1
    std::vector<int> mirrorTexel; ///< per texel: its mirror image; itself outside the charts
};

/// @errors  InvalidArgument unless the size is 32, 64, 128, or a multiple of 128 to 1024.
[[nodiscard]] Status checkLayoutSize(int size);

/// Packs charts with quarter turns, as large as fits. A chart owns every texel that a bilinear
/// sample of its surface reads; no two charts own the same one. Texels per chart go by its
/// UV area and, less, by its number of points.
/// @param size  texels a side; beyond 128 it is 128's layout, enlarged.
/// @errors  as checkLayoutSize(); NotConverged when no scale fits.
[[nodiscard]] Result<ChartLayout> packCharts(const UvCharts& charts, int size);

} // namespace maquette
