// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/chart_packer.h"

#include "core/geometry/texel_stencil.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace maquette {
namespace {

constexpr double kQuantum = 1024; ///< parts of a texel to which points are rounded
/// Texels per chart go by UV area to this power and number of points to the rest.
constexpr double kAreaPower = 0.7;
constexpr double kShrink = 0.9925; ///< from one scale tried to the next
constexpr double kFullest = 0.65;  ///< of the square: the first scale tried
constexpr double kEmptiest = 0.2;  ///< of the square: the last
constexpr int kPreferences = 6;    ///< ways to choose among free places

} // namespace

Eigen::RowVector2d turned(Eigen::RowVector2d point, int turns) {
    for (int i = 0; i < (turns & 3); ++i) {
        point = Eigen::RowVector2d(-point[1], point[0]);
    }
    return point;
}

bool ChartPacker::Mask::fits(int left, int top, const std::vector<Row>& taken) const {
    for (size_t r = 0; r < rows.size(); ++r) {
        if (((rows[r] << left) & taken[top + r]).any()) {
            return false;
        }
    }
    return true;
}

ChartPacker::ChartPacker(const UvCharts& charts, int grid) : m_charts(charts), m_grid(grid) {
    measure();
    orderBySize();
}

bool ChartPacker::run() {
    for (double full = kFullest; full > kEmptiest; full *= kShrink * kShrink) {
        scaleTo(full);
        makeMasks();
        for (int preference = 0; preference < kPreferences; ++preference) {
            if (place(preference)) {
                return true;
            }
        }
    }
    return false;
}

void ChartPacker::measure() {
    m_area.assign(m_charts.count, 0.0);
    m_members.assign(m_charts.count, 0);
    m_triangles = symmetricTriangles(m_charts);
    m_trianglesOf.resize(m_charts.count);
    for (Eigen::Index t = 0; t < m_triangles.rows(); ++t) {
        const Eigen::RowVector2d a = m_charts.points.row(m_triangles(t, 0));
        const Eigen::RowVector2d b = m_charts.points.row(m_triangles(t, 1)) - a;
        const Eigen::RowVector2d c = m_charts.points.row(m_triangles(t, 2)) - a;
        const int chart = m_charts.chart[m_triangles(t, 0)];
        m_area[chart] += 0.25 * std::abs(b[0] * c[1] - b[1] * c[0]); // every place is there twice
        m_trianglesOf[chart].push_back(static_cast<int>(t));
    }
    for (const int chart : m_charts.chart) {
        ++m_members[chart];
    }
}

/// The same for both of a pair.
double ChartPacker::wanted(int chart) const {
    const int c = std::min(chart, m_charts.mirrorChart[chart]);
    return std::pow(m_area[c], kAreaPower) * std::pow(m_members[c], 1.0 - kAreaPower);
}

void ChartPacker::orderBySize() {
    m_order.resize(m_charts.count);
    std::iota(m_order.begin(), m_order.end(), 0);
    std::stable_sort(m_order.begin(), m_order.end(),
                     [&](int a, int b) { return wanted(a) > wanted(b); });
}

/// Points in texels, so that charts fill this part of the square.
void ChartPacker::scaleTo(double full) {
    double sum = 0.0;
    for (int c = 0; c < m_charts.count; ++c) {
        sum += wanted(c);
    }
    std::vector<double> scale(m_charts.count);
    for (int c = 0; c < m_charts.count; ++c) {
        const double texels = full * m_grid * m_grid * wanted(c) / sum;
        scale[c] = std::sqrt(texels / m_area[std::min(c, m_charts.mirrorChart[c])]);
    }
    m_local.resize(m_charts.points.rows(), 2);
    for (Eigen::Index p = 0; p < m_local.rows(); ++p) {
        for (int k = 0; k < 2; ++k) {
            const double texels = m_charts.points(p, k) * scale[m_charts.chart[p]];
            m_local(p, k) = std::round(texels * kQuantum) / kQuantum;
        }
    }
}

void ChartPacker::makeMasks() {
    m_masks.clear();
    for (int c = 0; c < m_charts.count; ++c) {
        Texels texels = texelsOf(c);
        for (int turns = 0; turns < 4; ++turns) {
            m_masks.push_back(bitmap(texels));
            for (auto& [x, y] : texels) {
                x = -std::exchange(y, x);
            }
        }
    }
}

/// The texels that samples of a chart read, in its own frame; far ones at the frame's edge.
ChartPacker::Texels ChartPacker::texelsOf(int chart) const {
    constexpr int kReach = 2 * kMaximumGrid;
    std::vector<bool> isRead(4 * kReach * kReach, false);
    for (const int t : m_trianglesOf[chart]) {
        const auto corner = [&](int k) -> Eigen::RowVector2d {
            return m_local.row(m_triangles(t, k));
        };
        sampleTriangle(corner(0), corner(1), corner(2), [&](const auto& point, double) {
            for (const TexelWeight& texel : bilinearStencil(point)) {
                if (texel.weight > kLeastTexelWeight) {
                    const int x = std::clamp(texel.x, -kReach, kReach - 1) + kReach;
                    const int y = std::clamp(texel.y, -kReach, kReach - 1) + kReach;
                    isRead[y * 2 * kReach + x] = true;
                }
            }
        });
    }
    Texels texels;
    for (int i = 0; i < static_cast<int>(isRead.size()); ++i) {
        if (isRead[i]) {
            texels.emplace_back(i % (2 * kReach) - kReach, i / (2 * kReach) - kReach);
        }
    }
    return texels;
}

ChartPacker::Mask ChartPacker::bitmap(const Texels& texels) {
    Mask mask;
    int right = mask.x = texels.front().first;
    int bottom = mask.y = texels.front().second;
    for (const auto& [x, y] : texels) {
        mask.x = std::min(mask.x, x);
        mask.y = std::min(mask.y, y);
        right = std::max(right, x);
        bottom = std::max(bottom, y);
    }
    mask.width = right + 1 - mask.x;
    mask.rows.resize(bottom + 1 - mask.y);
    for (const auto& [x, y] : texels) {
        if (x - mask.x < kMaximumGrid) { // a wider one is never placed
            mask.rows[y - mask.y].set(x - mask.x);
        }
    }
    return mask;
}

bool ChartPacker::place(int preference) {
    std::vector<Row> taken(m_grid);
    m_placements.assign(m_charts.count, {});
    for (size_t i = 0; i < m_order.size(); ++i) {
        if (!placeChart(m_order[i], i == 0 ? 1 : 4, preference, taken)) {
            return false;
        }
    }
    return true;
}

bool ChartPacker::placeChart(int chart, int turnings, int preference, std::vector<Row>& taken) {
    const Mask* best = nullptr;
    std::pair<int, int> bestCost;
    std::pair<int, int> corner;
    for (int turns = 0; turns < turnings; ++turns) {
        const Mask& mask = m_masks[4 * chart + turns];
        for (int y = 0; y + mask.height() <= m_grid; ++y) {
            for (int x = 0; x + mask.width <= m_grid; ++x) {
                const auto cost = costOf(mask, x, y, preference);
                if ((best == nullptr || cost < bestCost) && mask.fits(x, y, taken)) {
                    best = &mask;
                    bestCost = cost;
                    corner = {x, y};
                    m_placements[chart] = {turns, x - mask.x, y - mask.y};
                }
            }
        }
    }
    for (int r = 0; best != nullptr && r < best->height(); ++r) {
        taken[corner.second + r] |= best->rows[r] << corner.first;
    }
    return best != nullptr;
}

std::pair<int, int> ChartPacker::costOf(const Mask& mask, int x, int y, int preference) const {
    const int right = x + mask.width;
    const int bottom = y + mask.height();
    switch (preference) {
    case 0:
        return {right, y};
    case 1:
        return {right, m_grid - bottom};
    case 2:
        return {bottom, x};
    case 3:
        return {bottom, m_grid - right};
    case 4:
        return {right + bottom, right};
    default:
        return {right + bottom, bottom};
    }
}

} // namespace maquette
