// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/body_reading.h"

#include "core/geometry/template_mesh.h"

namespace maquette {
namespace {

using Entries = std::vector<Eigen::Triplet<float>>;

TexelMatrix matrixOf(std::size_t rows, const Entries& entries) {
    TexelMatrix matrix(static_cast<Eigen::Index>(rows), kBodyVertices);
    matrix.setFromTriplets(entries.begin(), entries.end());
    return matrix;
}

} // namespace

BodyReading::BodyReading(const ShapeSpace& space, const TexelMatrix& decoder,
                         const TexelMatrix& selection)
    : m_decoder(toSparse(TexelMatrix(selection * decoder))) {
    const auto put = [&](const Points& body, torch::Tensor row) {
        const Points chosen = selection * body.topRows(kBodyVertices);
        std::copy_n(chosen.data(), chosen.size(), row.data_ptr<float>());
    };
    const std::int64_t numbers = 3 * selection.rows();
    m_mean = torch::zeros({numbers});
    put(space.mean, m_mean);
    m_directions = torch::zeros({space.size(), numbers});
    for (int k = 0; k < space.size(); ++k) {
        put(Eigen::Map<const Points>(space.directions.row(k).data(), kTemplateVertices, 3),
            m_directions[k]);
    }
}

torch::Tensor BodyReading::operator()(const torch::Tensor& coefficients,
                                      const torch::Tensor& residual) const {
    const torch::Tensor linear =
        (m_mean + coefficients.matmul(m_directions)).view({coefficients.size(0), -1, 3});
    return residual.defined() ? linear + readMaps(m_decoder, residual) : linear;
}

TexelMatrix someVertices(const std::vector<int>& vertices) {
    Entries entries;
    for (const int vertex : vertices) {
        entries.emplace_back(static_cast<int>(entries.size()), vertex, 1.0F);
    }
    return matrixOf(vertices.size(), entries);
}

TexelMatrix edgeWays(const std::vector<std::pair<int, int>>& edges) {
    Entries entries;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        entries.emplace_back(static_cast<int>(i), edges[i].first, 1.0F);
        entries.emplace_back(static_cast<int>(i), edges[i].second, -1.0F);
    }
    return matrixOf(edges.size(), entries);
}

} // namespace maquette
