// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  From values at a surface's points to the smooth texels that give them back.

#include "core/geometry/position_map.h"

#include <Eigen/SparseCholesky>

namespace maquette {

/// Least squares: weight * |samples * map - values|^2 and a penalty on differences within charts,
/// factorised once.
/// @threading  Immutable; may be shared between threads.
class MapEncoder {
public:
    /// @param samples  [P,texels]: how each point reads the map.
    /// @param vertex   per point: its vertex.
    /// @param weights  per vertex: how much its misfit counts.
    /// @param chartOf  per texel: its chart or -1.
    MapEncoder(const TexelMatrix& samples, const std::vector<int>& vertex,
               const std::vector<double>& weights, const std::vector<int>& chartOf);

    /// @param offsets  [vertices,3].
    /// @return  [3,texels]; zero where chartOf is -1.
    [[nodiscard]] std::vector<float> encode(const Points& offsets) const;

private:
    using Matrix = Eigen::SparseMatrix<double>;
    using Entries = std::vector<Eigen::Triplet<double>>;

    /// Adds the samples' part to the penalties' (lower half) and factorises.
    void factorize(const Entries& reads, Eigen::Index points, Matrix normal);

    std::vector<int> m_texels; ///< per unknown: its texel
    size_t m_texelCount;
    Matrix m_fromVertices; ///< [unknowns,vertices]: samples transposed, weighted
    Eigen::SimplicialLDLT<Matrix, Eigen::Lower> m_solver;
};

} // namespace maquette
