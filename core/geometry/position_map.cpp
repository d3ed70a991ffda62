// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/position_map.h"

#include "core/base/hash.h"
#include "core/geometry/chart_packing.h"
#include "core/geometry/map_encoder.h"
#include "core/geometry/texel_stencil.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr int kTuningRounds = 2;
constexpr double kGoodError = 1e-3; ///< metres; vertices that stay below lose weight

using Entries = std::vector<Eigen::Triplet<float>>;

/// One row per point: its bilinear sample.
TexelMatrix pointSamples(const ChartLayout& layout) {
    Entries entries;
    for (Eigen::Index p = 0; p < layout.points.rows(); ++p) {
        for (const TexelWeight& texel : bilinearStencil(layout.points.row(p))) {
            if (texel.weight > 0.0) {
                entries.emplace_back(p, texel.y * layout.size + texel.x,
                                     static_cast<float>(texel.weight));
            }
        }
    }
    TexelMatrix samples(layout.points.rows(), layout.size * layout.size);
    samples.setFromTriplets(entries.begin(), entries.end());
    return samples;
}

/// One row per vertex: the mean of its copies' samples.
TexelMatrix vertexMeans(const UvCharts& charts) {
    std::vector<int> copies(kBodyVertices, 0);
    for (const int v : charts.vertex) {
        ++copies[v];
    }
    Entries entries;
    for (size_t p = 0; p < charts.vertex.size(); ++p) {
        const int v = charts.vertex[p];
        entries.emplace_back(v, static_cast<int>(p), 1.0F / static_cast<float>(copies[v]));
    }
    TexelMatrix means(kBodyVertices, static_cast<Eigen::Index>(charts.vertex.size()));
    means.setFromTriplets(entries.begin(), entries.end());
    return means;
}

/// One row per further copy of a vertex (copies follow each other): it less the first.
TexelMatrix copyDifferences(const UvCharts& charts, std::vector<int>& vertices) {
    Entries entries;
    int first = 0;
    for (int p = 1; p < static_cast<int>(charts.vertex.size()); ++p) {
        if (charts.vertex[p] != charts.vertex[first]) {
            first = p;
            continue;
        }
        entries.emplace_back(static_cast<int>(vertices.size()), p, 1.0F);
        entries.emplace_back(static_cast<int>(vertices.size()), first, -1.0F);
        vertices.push_back(charts.vertex[p]);
    }
    TexelMatrix differences(static_cast<Eigen::Index>(vertices.size()),
                            static_cast<Eigen::Index>(charts.vertex.size()));
    differences.setFromTriplets(entries.begin(), entries.end());
    return differences;
}

/// Vertices that stand for much surface count more, so that the many of a nipple or an eyelid do
/// not outvote the few beside them: square root of area, from the median up to five times that.
std::vector<double> vertexWeights(const UvCharts& charts, const Points& rest) {
    std::vector<double> area(kBodyVertices, 0.0);
    for (Eigen::Index t = 0; t < charts.triangles.rows(); ++t) {
        for (int k = 0; k < 3; ++k) {
            area[charts.vertex[charts.triangles(t, k)]] +=
                surfaceArea(charts, charts.triangles.row(t), rest);
        }
    }
    std::vector<double> sorted = area;
    std::nth_element(sorted.begin(), sorted.begin() + kBodyVertices / 2, sorted.end());
    const double median = sorted[kBodyVertices / 2];
    for (double& a : area) {
        a = std::clamp(std::sqrt(a / median), 1.0, 5.0);
    }
    return area;
}

/// The surface spread over the texels that its samples read.
std::vector<float> surfacePerTexel(const UvCharts& charts, const ChartLayout& layout,
                                   const Points& rest) {
    std::vector<double> sum(layout.owner.size(), 0.0);
    const Triangles triangles = symmetricTriangles(charts);
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        const auto place = [&](int k) -> Eigen::RowVector2d {
            return layout.points.row(triangles(t, k));
        };
        // Every place is there twice.
        const double area = 0.5 * surfaceArea(charts, triangles.row(t), rest);
        sampleTriangle(place(0), place(1), place(2), [&](const auto& point, double share) {
            for (const TexelWeight& texel : bilinearStencil(point)) {
                if (texel.weight > kLeastTexelWeight) {
                    sum[static_cast<size_t>(texel.y) * layout.size + texel.x] +=
                        share * texel.weight * area;
                }
            }
        });
    }
    return {sum.begin(), sum.end()};
}

std::uint64_t hashOf(const TexelMatrix& matrix) {
    Hash hash;
    hash.add(std::vector<float>(matrix.valuePtr(), matrix.valuePtr() + matrix.nonZeros()));
    hash.add(std::vector<int>(matrix.innerIndexPtr(), matrix.innerIndexPtr() + matrix.nonZeros()));
    hash.add(std::vector<int>(matrix.outerIndexPtr(), matrix.outerIndexPtr() + matrix.outerSize()));
    return hash.value();
}

} // namespace

Result<PositionMapCodec> PositionMapCodec::create(const Template& templateMesh, int size) {
    if (const Status checked = checkLayoutSize(size); !checked) {
        return fail(checked.error());
    }
    auto charts = bodyCharts(templateMesh);
    if (!charts) {
        return fail(charts.error());
    }
    const Points mean = templateMesh.mesh.positions.topRows(kBodyVertices);
    evenOutDensity(*charts, mean);
    auto layout = packCharts(*charts, size);
    if (!layout) {
        return fail(layout.error());
    }
    PositionMapCodec codec;
    codec.m_size = size;
    codec.m_mean = mean;
    codec.m_samples = pointSamples(*layout);
    codec.m_decoder = vertexMeans(*charts) * codec.m_samples;
    codec.m_hash = hashOf(codec.m_decoder);
    codec.m_seamGaps = copyDifferences(*charts, codec.m_seamVertices) * codec.m_samples;
    codec.m_weights = surfacePerTexel(*charts, *layout, mean);
    codec.m_chartOf = std::move(layout->owner);
    codec.m_mirrorTexel = std::move(layout->mirrorTexel);
    codec.m_pointVertex = charts->vertex;
    codec.encodeBy(vertexWeights(*charts, mean));
    return codec;
}

void PositionMapCodec::encodeBy(std::vector<double> weights) {
    m_encoderWeights = std::move(weights);
    m_encoder =
        std::make_shared<const MapEncoder>(m_samples, m_pointVertex, m_encoderWeights, m_chartOf);
}

Result<PositionMapCodec> PositionMapCodec::tunedTo(const std::vector<Points>& examples) const {
    PositionMapCodec tuned = *this;
    for (int round = 0; round < kTuningRounds; ++round) {
        Eigen::VectorXf worst = Eigen::VectorXf::Zero(kBodyVertices);
        for (const Points& rest : examples) {
            const auto map = tuned.toMap(rest);
            if (!map) {
                return fail(map.error());
            }
            const Points error = *tuned.fromMap(*map) - rest.topRows(kBodyVertices);
            worst = worst.cwiseMax(error.rowwise().norm());
        }
        std::vector<double> weights = tuned.m_encoderWeights;
        for (int v = 0; v < kBodyVertices; ++v) {
            weights[v] *= std::clamp(static_cast<double>(worst[v]) / kGoodError, 0.5, 2.0);
        }
        tuned.encodeBy(std::move(weights));
    }
    return tuned;
}

Result<PositionMap> PositionMapCodec::toMap(const Points& rest) const {
    if (rest.rows() != kBodyVertices && rest.rows() != kTemplateVertices) {
        return fail(ErrorCode::InvalidArgument, "A shape of " + std::to_string(rest.rows()) +
                                                    " vertices is not one of the template.");
    }
    const Points offsets = rest.topRows(kBodyVertices) - m_mean;
    if (!offsets.allFinite()) {
        return fail(ErrorCode::InvalidArgument, "The shape holds values that are not finite.");
    }
    PositionMap map;
    map.size = m_size;
    map.values = m_encoder->encode(offsets);
    return map;
}

Result<Points> PositionMapCodec::fromMap(const PositionMap& map) const {
    if (map.size != m_size || map.values.size() != 3 * static_cast<size_t>(texelCount())) {
        return fail(ErrorCode::InvalidArgument, "The position map has " + std::to_string(map.size) +
                                                    " texels a side where " +
                                                    std::to_string(m_size) + " are needed.");
    }
    const Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, 3>> channels(map.values.data(),
                                                                             texelCount(), 3);
    return Points(m_mean + m_decoder * channels);
}

std::vector<std::uint8_t> PositionMapCodec::validTexels() const {
    std::vector<std::uint8_t> valid(m_chartOf.size());
    for (size_t i = 0; i < valid.size(); ++i) {
        valid[i] = m_chartOf[i] >= 0 ? 1 : 0;
    }
    return valid;
}

} // namespace maquette
