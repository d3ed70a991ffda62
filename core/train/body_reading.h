// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Points of a network's body without the rest of it.

#include "core/mapping/shape_space.h"
#include "core/nn/character_network.h"
#include "core/nn/texel_matrix.h"

namespace maquette {

/// Points of the body, or ways between them, as the linear functions of coefficients and residual
/// map that they are. Picking rows of whole bodies instead has a slow gradient.
class BodyReading {
public:
    /// @param decoder    of PositionMapCodec.
    /// @param selection  [P,kBodyVertices]: what each row is made of.
    BodyReading(const ShapeSpace& space, const TexelMatrix& decoder, const TexelMatrix& selection);

    /// [N,P,3], metres, in normalizedShape()'s frame but for the residual's own shift.
    /// @param coefficients  [N,K]. @param residual  [N,3,S,S], or undefined: none.
    [[nodiscard]] torch::Tensor operator()(const torch::Tensor& coefficients,
                                           const torch::Tensor& residual) const;
    [[nodiscard]] torch::Tensor operator()(const CharacterOutput& output) const {
        return (*this)(output.coefficients, output.residual);
    }

private:
    torch::Tensor m_mean;       ///< [3P]
    torch::Tensor m_directions; ///< [K,3P]
    torch::Tensor m_decoder;    ///< sparse [P,texels]
};

/// One row a vertex.
[[nodiscard]] TexelMatrix someVertices(const std::vector<int>& vertices);
/// One row an edge: its first end less its second.
[[nodiscard]] TexelMatrix edgeWays(const std::vector<std::pair<int, int>>& edges);

} // namespace maquette
