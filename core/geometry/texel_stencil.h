// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Bilinear sampling as weights, and even samples of triangles in a texel grid.

#include "core/geometry/uv_charts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {

/// A texel with a smaller weight does not count as read: it is one of 0 after rounding.
inline constexpr double kLeastTexelWeight = 1e-7;

struct TexelWeight {
    int x = 0;
    int y = 0;
    double weight = 0.0; ///< 0 … 1; the four of a stencil sum to 1
};

/// The four texels round a point. Texel (0,0) has its centre at (0,0).
[[nodiscard]] inline std::array<TexelWeight, 4> bilinearStencil(const Eigen::RowVector2d& point) {
    const double left = std::floor(point[0]);
    const double top = std::floor(point[1]);
    const double u = point[0] - left;
    const double v = point[1] - top;
    const int x = static_cast<int>(left);
    const int y = static_cast<int>(top);
    return {{{x, y, (1.0 - u) * (1.0 - v)},
             {x + 1, y, u * (1.0 - v)},
             {x, y + 1, (1.0 - u) * v},
             {x + 1, y + 1, u * v}}};
}

/// Calls visit(point, share) on a regular lattice over a triangle, corners included, at most half
/// a texel apart; shares sum to 1.
template <typename Visit>
void sampleTriangle(const Eigen::RowVector2d& a, const Eigen::RowVector2d& b,
                    const Eigen::RowVector2d& c, Visit&& visit) {
    const double longest = std::max({(b - a).norm(), (c - b).norm(), (a - c).norm()});
    const int steps = std::max(1, static_cast<int>(std::ceil(2.0 * longest)));
    const double share = 2.0 / ((steps + 1.0) * (steps + 2.0));
    for (int i = 0; i <= steps; ++i) {
        for (int j = 0; i + j <= steps; ++j) {
            visit(Eigen::RowVector2d(a + (b - a) * i / steps + (c - a) * j / steps), share);
        }
    }
}

} // namespace maquette
