// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The linear shape space of the learned mapping: principal components of a dataset's
/// people.

#include "core/data/library.h"

#include <Eigen/Core>

namespace maquette {

/// All shapes of the learned mapping are compared and learned at this height, metres.
inline constexpr float kNormalHeight = 1.7F;

/// @p shape scaled to kNormalHeight, the mean of its body's vertices moved to the origin.
/// @param shape  [kTemplateVertices,3] or [kBodyVertices,3].
[[nodiscard]] Points normalizedShape(const Points& shape);

/// Mean distance of equal points, millimetres. Both as many, in metres.
[[nodiscard]] double shapeError(const Points& a, const Points& b);

/// shape = mean + sum_k c[k] * directions[k], with c of unit variance over people.
struct ShapeSpace {
    using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

    Points mean;     ///< [kTemplateVertices,3] normalised, metres
    Rows directions; ///< [K,3 kTemplateVertices] metres a sigma
    Rows projection; ///< [3 kBodyVertices,K]: (body - mean) * projection = c, least squares

    [[nodiscard]] int size() const { return static_cast<int>(directions.rows()); }
    /// Normalised. @param c  [K].
    [[nodiscard]] Points shape(const Eigen::VectorXf& c) const;
    /// @param normalized  of normalizedShape().
    [[nodiscard]] Eigen::VectorXf coefficients(const Points& normalized) const;

    /// Fills projection from directions.
    void project();
};

} // namespace maquette
