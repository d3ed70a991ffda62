// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/chart_packing.h"

#include "core/geometry/chart_packer.h"
#include "core/geometry/texel_stencil.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr int kGrid = ChartPacker::kMaximumGrid;

/// The same place in a grid that is finer by a factor; texels' centres are at whole numbers.
Eigen::RowVector2d enlarged(const Eigen::RowVector2d& point, double factor) {
    return (point.array() + 0.5) * factor - 0.5;
}

/// From a chart's own frame to the packed grid.
Eigen::RowVector2d placed(const Eigen::RowVector2d& local, const Placement& placement) {
    return turned(local, placement.turns) + Eigen::RowVector2d(placement.x, placement.y);
}

void markOwners(const UvCharts& charts, ChartLayout& layout) {
    layout.owner.assign(static_cast<size_t>(layout.size) * layout.size, -1);
    const Triangles triangles = symmetricTriangles(charts);
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        const int chart = charts.chart[triangles(t, 0)];
        const auto corner = [&](int k) -> Eigen::RowVector2d {
            return layout.points.row(triangles(t, k));
        };
        sampleTriangle(corner(0), corner(1), corner(2), [&](const auto& point, double) {
            for (const TexelWeight& texel : bilinearStencil(point)) {
                if (texel.weight > kLeastTexelWeight) {
                    layout.owner[static_cast<size_t>(texel.y) * layout.size + texel.x] = chart;
                }
            }
        });
    }
}

/// By way of the charts' own frames, where mirror images are at (-x, y).
void mirrorTexels(const UvCharts& charts, const std::vector<Placement>& placements, double factor,
                  ChartLayout& layout) {
    layout.mirrorTexel.resize(layout.owner.size());
    for (int i = 0; i < static_cast<int>(layout.owner.size()); ++i) {
        layout.mirrorTexel[i] = i;
        if (layout.owner[i] < 0) {
            continue;
        }
        const Placement& here = placements[layout.owner[i]];
        const Placement& there = placements[charts.mirrorChart[layout.owner[i]]];
        const Eigen::RowVector2d texel(i % layout.size, i / layout.size);
        const Eigen::RowVector2d shift(here.x, here.y);
        Eigen::RowVector2d local = turned(enlarged(texel, 1.0 / factor) - shift, 4 - here.turns);
        local[0] = -local[0];
        const Eigen::RowVector2d image = enlarged(placed(local, there), factor);
        const int x = static_cast<int>(std::lround(image[0]));
        const int y = static_cast<int>(std::lround(image[1]));
        layout.mirrorTexel[i] = y * layout.size + x;
    }
}

} // namespace

Status checkLayoutSize(int size) {
    if (size == 32 || size == 64 || (size >= kGrid && size <= 8 * kGrid && size % kGrid == 0)) {
        return {};
    }
    return fail(ErrorCode::InvalidArgument,
                "A position map cannot have " + std::to_string(size) + " texels a side.",
                "Use 32, 64, 128 or a multiple of 128 up to 1024.");
}

Result<ChartLayout> packCharts(const UvCharts& charts, int size) {
    if (const Status checked = checkLayoutSize(size); !checked) {
        return fail(checked.error());
    }
    ChartPacker packer(charts, std::min(size, kGrid));
    if (!packer.run()) {
        return fail(ErrorCode::NotConverged, "The body's UV charts do not fit into a square.");
    }
    const double factor = static_cast<double>(size) / std::min(size, kGrid);
    ChartLayout layout;
    layout.size = size;
    layout.points.resize(charts.points.rows(), 2);
    for (Eigen::Index p = 0; p < charts.points.rows(); ++p) {
        const Placement& placement = packer.placements()[charts.chart[p]];
        layout.points.row(p) = enlarged(placed(packer.local().row(p), placement), factor);
    }
    markOwners(charts, layout);
    mirrorTexels(charts, packer.placements(), factor, layout);
    return layout;
}

} // namespace maquette
