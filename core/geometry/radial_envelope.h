// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How far a body reaches from an upright axis: what hangs round it must stay outside.

#include "core/geometry/mesh.h"

#include <vector>

namespace maquette {

/// Largest horizontal distance from an upright axis, by height and direction.
class RadialEnvelope {
public:
    /// @param axis       any point of the axis.
    /// @param low,high   heights covered, metres; points outside count for the nearest row.
    /// @param rowHeight  metres.
    RadialEnvelope(const Eigen::Vector3f& axis, float low, float high, float rowHeight);

    void add(const Eigen::Vector3f& point);

    /// Reach at a height in the direction of @p point and its neighbours, @p rowsUp rows above it.
    [[nodiscard]] float reach(const Eigen::Vector3f& point, int rowsUp) const;

private:
    [[nodiscard]] int rowOf(float y) const;
    [[nodiscard]] int binOf(const Eigen::Vector3f& point) const;

    static constexpr int kBins = 72;
    Eigen::Vector3f m_axis;
    float m_low;
    float m_rowHeight;
    int m_rows;
    std::vector<float> m_radius;
};

} // namespace maquette
