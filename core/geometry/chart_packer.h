// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Finds the places of charts in a square of texels. Used by chart_packing.h.

#include "core/geometry/uv_charts.h"

#include <bitset>
#include <utility>
#include <vector>

namespace maquette {

/// Quarter turns, then a shift by whole texels: texels' centres fall on such again.
struct Placement {
    int turns = 0;
    int x = 0;
    int y = 0;
};

/// A point after quarter turns, each (x, y) to (-y, x).
[[nodiscard]] Eigen::RowVector2d turned(Eigen::RowVector2d point, int turns);

/// Places charts one after the other, the largest first, where they reach out least; at ever
/// smaller scales until all have found a place.
class ChartPacker {
public:
    static constexpr int kMaximumGrid = 128;

    /// @param charts  borrowed.
    /// @param grid    texels a side, at most kMaximumGrid.
    ChartPacker(const UvCharts& charts, int grid);

    /// False when no scale fits.
    [[nodiscard]] bool run();

    /// [P,2] every point in its chart's own frame, in texels; multiples of 1/1024.
    [[nodiscard]] const PlanePoints& local() const { return m_local; }
    /// Per chart: from its own frame to the square.
    [[nodiscard]] const std::vector<Placement>& placements() const { return m_placements; }

private:
    using Row = std::bitset<kMaximumGrid>;
    using Texels = std::vector<std::pair<int, int>>;

    /// The texels of a turned chart; (x,y) is where the bitmap begins.
    struct Mask {
        int x = 0;
        int y = 0;
        int width = 0;
        std::vector<Row> rows;

        [[nodiscard]] int height() const { return static_cast<int>(rows.size()); }
        [[nodiscard]] bool fits(int left, int top, const std::vector<Row>& taken) const;
    };

    void measure();
    void orderBySize();
    [[nodiscard]] double wanted(int chart) const;
    void scaleTo(double full);
    void makeMasks();
    [[nodiscard]] Texels texelsOf(int chart) const;
    [[nodiscard]] static Mask bitmap(const Texels& texels);
    [[nodiscard]] bool place(int preference);
    [[nodiscard]] bool placeChart(int chart, int turnings, int preference, std::vector<Row>& taken);
    [[nodiscard]] std::pair<int, int> costOf(const Mask& mask, int x, int y, int preference) const;

    const UvCharts& m_charts;
    int m_grid;
    std::vector<double> m_area;                  ///< per chart, UV units squared
    std::vector<int> m_members;                  ///< per chart: number of points
    Triangles m_triangles;                       ///< symmetric ones
    std::vector<std::vector<int>> m_trianglesOf; ///< per chart: rows of m_triangles
    std::vector<int> m_order;
    PlanePoints m_local;
    std::vector<Mask> m_masks; ///< per chart and quarter turn
    std::vector<Placement> m_placements;
};

} // namespace maquette
