// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Shapes with left and right exchanged.

#include "core/mapping/shape_space.h"

#include <vector>

namespace maquette {

/// @param points        [P,3] of the template's first vertices, among them each one's partner.
/// @param mirrorVertex  of the template.
[[nodiscard]] Points mirroredPoints(const Points& points, const std::vector<int>& mirrorVertex);

/// What the mirror does to the points and the coefficients of a shape space.
class ShapeMirror {
public:
    /// @param mirrorVertex  of the template.
    ShapeMirror(const ShapeSpace& space, const std::vector<int>& mirrorVertex);

    /// mirroredPoints().
    [[nodiscard]] Points points(const Points& points) const;
    /// The mirrored shape's, as near as the space has them. @param c  [K].
    [[nodiscard]] Eigen::VectorXf coefficients(const Eigen::VectorXf& c) const;

private:
    std::vector<int> m_partner;
    Eigen::VectorXf m_offset; ///< [K] of the mirrored mean
    Eigen::MatrixXf m_turn;   ///< [K,K] column k: of the mirrored direction k
};

} // namespace maquette
