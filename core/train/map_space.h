// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Between the numbers that tell a shape, position maps and points of the body.

#include "core/nn/generator.h"
#include "core/train/body_reading.h"

#include <memory>

namespace maquette {

/// Shapes are linear in the coefficients, and a residual position map is added. Everything here
/// is linear or elementwise, and so lets gradients through.
class MapSpace {
public:
    /// @param side  of the maps, texels.
    /// @errors  those of PositionMapCodec::create.
    [[nodiscard]] static Result<MapSpace> create(const Template& body, const ShapeSpace& space,
                                                 int side);

    /// What a discriminator sees: the position map in deviations of the training people at each
    /// texel, zero where there is no surface, and the texture -1 … 1.
    /// @return  [N,kPictureChannels,S,S].
    [[nodiscard]] torch::Tensor picture(const GeneratedCharacters& characters) const;

    /// Some points of the body, evenly chosen. @return [N,P,3] metres.
    [[nodiscard]] torch::Tensor points(const GeneratedCharacters& characters) const;
    /// The same of a body. @param normalized  of normalizedShape(). @return [P,3].
    [[nodiscard]] torch::Tensor points(const Points& normalized) const;

    /// What coefficients leave of a shape. @param normalized  of normalizedShape().
    /// @return  [3,S,S] metres.
    [[nodiscard]] torch::Tensor residual(const Points& normalized,
                                         const Eigen::VectorXf& coefficients) const;

    /// Mean gap of the residual at seams, millimetres; the rest of a shape has none.
    [[nodiscard]] torch::Tensor seamGap(const torch::Tensor& residual) const;
    /// Mean error of the lengths of some edges, in percent of their mean length.
    [[nodiscard]] torch::Tensor edgeError(const GeneratedCharacters& characters,
                                          const GeneratedCharacters& truth) const;
    /// Mean difference of the residual and its mirror image, millimetres.
    [[nodiscard]] torch::Tensor asymmetry(const torch::Tensor& residual) const;
    [[nodiscard]] const ShapeSpace& space() const { return *m_space; }

private:
    MapSpace(const ShapeSpace& space, const PositionMapCodec& codec, const Template& body);
    std::shared_ptr<const ShapeSpace> m_space;
    std::shared_ptr<const PositionMapCodec> m_codec;
    std::vector<int> m_pointVertices;
    BodyReading m_points;
    BodyReading m_edges;
    torch::Tensor m_basis;     ///< [K,3SS] position maps of the directions
    torch::Tensor m_deviation; ///< [1,1,S,S] metres
    torch::Tensor m_surface;   ///< [1,1,S,S] 1 where the position map has surface
    torch::Tensor m_seams;     ///< sparse
    torch::Tensor m_mirror;    ///< int64 [texels]
};

} // namespace maquette
