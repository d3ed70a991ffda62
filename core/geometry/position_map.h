// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  UV position maps: square images whose texels hold the body's surface, as networks learn
///        them, and the way back.

#include "core/base/result.h"
#include "core/geometry/template_mesh.h"

#include <Eigen/SparseCore>

#include <cstdint>
#include <memory>
#include <vector>

namespace maquette {

/// float32 [3,size,size], metres: x, y and z of the offset from the template's mean shape; rows
/// from the top. Zero outside the charts.
struct PositionMap {
    int size = 0;
    std::vector<float> values;
};

/// Matrix times map, once per channel: rows are what is read, columns are texels y * size + x.
using TexelMatrix = Eigen::SparseMatrix<float, Eigen::RowMajor>;

class MapEncoder;

/// Turns body shapes into position maps and back; made once per template and size.
///
/// The body has about as many vertices as a map of 128 has texels, so neither reading the surface
/// at texels nor the template's own atlas would do: small charts and seams lose centimetres.
/// Instead the atlas' charts are evened out and packed anew (uv_charts.h, chart_packing.h), the way
/// back is a fixed matrix of bilinear samples, each within its own chart, and the way there finds
/// the texels from which that matrix gives the shape back: least squares with a small penalty on
/// second differences, as in a thin-plate smoothing spline (Eilers and Marx, "Flexible smoothing
/// with B-splines and penalties", 1996), factorised once.
///
/// Measured on 300 sampled characters at 128 there and back: mean 0.17 mm, one character in 30 has
/// a vertex off by more than 3 mm; tuned (tunedTo()) 0.21 mm and one in 300. At 64 the mean is
/// 0.6 mm, at 256 0.06 mm.
///
/// @threading  Immutable; may be shared between threads.
class PositionMapCodec {
public:
    /// @param templateMesh  its body with UVs and mirrorVertex; its positions are the mean shape.
    /// @param size          texels a side: 32, 64, 128 or a multiple of 128 up to 1024.
    /// @errors  InvalidArgument (size, or a template without symmetric body); NotConverged.
    [[nodiscard]] static Result<PositionMapCodec> create(const Template& templateMesh, int size);

    /// The same decoder with an encoder that favours vertices which it would render worst on these
    /// shapes: the worst errors fall by a third, the mean rises a little. Linear all the same.
    /// @param examples  as rest of toMap(); 50 to 200 characters that are not measured on. Takes
    ///                  about 10 ms each and 0.2 s.
    /// @errors  InvalidArgument (as toMap()).
    [[nodiscard]] Result<PositionMapCodec> tunedTo(const std::vector<Points>& examples) const;

    /// @param rest  [kBodyVertices,3] or [kTemplateVertices,3], metres, in the template's frame;
    ///              rows after the body are not read.
    /// @errors  InvalidArgument (other row counts, values that are not finite).
    [[nodiscard]] Result<PositionMap> toMap(const Points& rest) const;

    /// @return  [kBodyVertices,3] metres: meanShape() + decoder() * map.
    /// @errors  InvalidArgument (a map of another size).
    [[nodiscard]] Result<Points> fromMap(const PositionMap& map) const;

    [[nodiscard]] int size() const { return m_size; }
    [[nodiscard]] int texelCount() const { return m_size * m_size; }
    /// [kBodyVertices,3] metres.
    [[nodiscard]] const Points& meanShape() const { return m_mean; }

    /// [kBodyVertices,texels]: bilinear samples, mean over a vertex' copies. Rows sum to 1.
    [[nodiscard]] const TexelMatrix& decoder() const { return m_decoder; }

    /// Seams: [S,texels], a copy of a vertex less the vertex' first copy; rows sum to 0. Times a
    /// map: the gaps, metres, which a seam loss punishes.
    [[nodiscard]] const TexelMatrix& seamGaps() const { return m_seamGaps; }
    /// Per row of seamGaps(): the vertex.
    [[nodiscard]] const std::vector<int>& seamVertices() const { return m_seamVertices; }

    /// Per texel: the chart that it belongs to, or -1. Charts' bilinear samples do not mix.
    [[nodiscard]] const std::vector<int>& chartOf() const { return m_chartOf; }
    /// Per texel: 1 where a surface sample reads it, else 0.
    [[nodiscard]] std::vector<std::uint8_t> validTexels() const;
    /// Per texel: the surface of the mean shape that it stands for, square metres; 0 outside.
    [[nodiscard]] const std::vector<float>& texelWeights() const { return m_weights; }

    /// Per texel: its mirror image; itself outside. With x negated, a map whose texels are
    /// permuted by this is that of the mirrored body (up to the mean shape's own asymmetry).
    [[nodiscard]] const std::vector<int>& mirrorTexel() const { return m_mirrorTexel; }

    /// Of decoder(): maps and networks made for another are refused.
    [[nodiscard]] std::uint64_t hash() const { return m_hash; }

private:
    PositionMapCodec() = default;
    /// Makes the encoder for weights of vertices.
    void encodeBy(std::vector<double> weights);

    int m_size = 0;
    Points m_mean;
    TexelMatrix m_samples; ///< [points,texels]; copies of a vertex are points of their own
    std::vector<int> m_pointVertex;
    TexelMatrix m_decoder;
    TexelMatrix m_seamGaps;
    std::vector<int> m_seamVertices;
    std::vector<int> m_chartOf;
    std::vector<float> m_weights;
    std::vector<int> m_mirrorTexel;
    std::uint64_t m_hash = 0;
    std::vector<double> m_encoderWeights; ///< per vertex
    std::shared_ptr<const MapEncoder> m_encoder;
};

} // namespace maquette
