// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How far a body reaches from an upright axis.

#include "core/geometry/mesh.h"

#include <vector>

namespace maquette {

/// Rays in horizontal planes, from an upright axis outwards, against some triangles of a mesh.
class BodyProfile {
public:
    /// @param positions  [V,3] metres.
    /// @param triangles  those that count.
    /// @param axis       x and z of the axis, metres.
    BodyProfile(Points positions, Triangles triangles, const Eigen::Vector2f& axis);

    /// Distance from the axis to the farthest surface at a height, in the direction of a point;
    /// 0 where nothing is hit.
    [[nodiscard]] float reach(const Eigen::Vector3f& towards) const;

    /// Of a point, metres.
    [[nodiscard]] float distanceFromAxis(const Eigen::Vector3f& point) const;

    /// The point at its height and direction, at another distance from the axis. A point on the
    /// axis stays.
    [[nodiscard]] Eigen::Vector3f atDistance(const Eigen::Vector3f& point, float distance) const;

private:
    Points m_positions;
    Triangles m_triangles;
    Eigen::Vector2f m_axis;
    float m_floor = 0.0F;
    std::vector<std::vector<int>> m_slices; ///< triangles by height
};

} // namespace maquette
