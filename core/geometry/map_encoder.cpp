// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/map_encoder.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {
namespace {

using Entries = std::vector<Eigen::Triplet<double>>;

/// Of squared second differences against squared misfits, at 128 texels a side. Less gives rougher
/// maps and hardly smaller errors.
constexpr double kBending = 2e-3;
/// Of squared first differences: keeps texels that few samples read from overshooting.
constexpr double kTension = 5e-3;

/// A difference of neighbouring texels.
struct Difference {
    std::vector<std::array<int, 2>> steps; ///< x, y from the first texel
    std::vector<double> factors;
    double strength;
};

std::vector<Difference> penalties(double bending) {
    return {{{{0, 0}, {1, 0}, {2, 0}}, {1.0, -2.0, 1.0}, bending},
            {{{0, 0}, {0, 1}, {0, 2}}, {1.0, -2.0, 1.0}, bending},
            {{{0, 0}, {1, 0}, {0, 1}, {1, 1}}, {1.0, -1.0, -1.0, 1.0}, 2.0 * bending},
            {{{0, 0}, {1, 0}}, {1.0, -1.0}, kTension},
            {{{0, 0}, {0, 1}}, {1.0, -1.0}, kTension}};
}

/// Adds strength * d d^T for a difference that starts at every texel, where it stays in one chart.
void addPenalty(const Difference& difference, int size, const std::vector<int>& chartOf,
                const std::vector<int>& unknown, Entries& entries) {
    const size_t count = difference.steps.size();
    std::vector<int> rows(count);
    for (int i = 0; i < size * size; ++i) {
        bool isInside = chartOf[i] >= 0;
        for (size_t k = 0; isInside && k < count; ++k) {
            const int x = i % size + difference.steps[k][0];
            const int y = i / size + difference.steps[k][1];
            isInside = x < size && y < size && chartOf[y * size + x] == chartOf[i];
            rows[k] = isInside ? unknown[y * size + x] : -1;
        }
        for (size_t a = 0; isInside && a < count; ++a) {
            for (size_t b = 0; b < count; ++b) {
                if (rows[a] >= rows[b]) {
                    entries.emplace_back(rows[a], rows[b],
                                         difference.strength * difference.factors[a] *
                                             difference.factors[b]);
                }
            }
        }
    }
}

/// Lower half of the penalties' matrix.
Eigen::SparseMatrix<double> penaltyMatrix(const std::vector<int>& chartOf,
                                          const std::vector<int>& unknown, Eigen::Index count) {
    const int size = static_cast<int>(std::lround(std::sqrt(chartOf.size())));
    // The same bending of the surface has second differences of 1/4 on four times the texels.
    const double bending = kBending * std::pow(size / 128.0, 2.0);
    Entries entries;
    for (const Difference& difference : penalties(bending)) {
        addPenalty(difference, size, chartOf, unknown, entries);
    }
    Eigen::SparseMatrix<double> matrix(count, count);
    matrix.setFromTriplets(entries.begin(), entries.end());
    return matrix;
}

} // namespace

MapEncoder::MapEncoder(const TexelMatrix& samples, const std::vector<int>& vertex,
                       const std::vector<double>& weights, const std::vector<int>& chartOf)
    : m_texelCount(chartOf.size()) {
    std::vector<int> unknown(chartOf.size(), -1);
    for (size_t i = 0; i < chartOf.size(); ++i) {
        if (chartOf[i] >= 0) {
            unknown[i] = static_cast<int>(m_texels.size());
            m_texels.push_back(static_cast<int>(i));
        }
    }
    Entries reads;
    Entries weighted;
    for (int p = 0; p < samples.outerSize(); ++p) {
        const double weight = weights[vertex[p]];
        for (TexelMatrix::InnerIterator it(samples, p); it; ++it) {
            reads.emplace_back(p, unknown[it.col()], std::sqrt(weight) * it.value());
            weighted.emplace_back(unknown[it.col()], vertex[p], weight * it.value());
        }
    }
    const auto count = static_cast<Eigen::Index>(m_texels.size());
    m_fromVertices.resize(count, static_cast<Eigen::Index>(weights.size()));
    m_fromVertices.setFromTriplets(weighted.begin(), weighted.end());
    factorize(reads, samples.rows(), penaltyMatrix(chartOf, unknown, count));
}

void MapEncoder::factorize(const Entries& reads, Eigen::Index points, Matrix normal) {
    Matrix read(points, normal.cols());
    read.setFromTriplets(reads.begin(), reads.end());
    normal += Matrix(read.transpose() * read).triangularView<Eigen::Lower>();
    m_solver.compute(normal);
}

std::vector<float> MapEncoder::encode(const Points& offsets) const {
    const Eigen::MatrixX3d right = m_fromVertices * offsets.cast<double>();
    const Eigen::MatrixX3d solved = m_solver.solve(right);
    std::vector<float> values(3 * m_texelCount, 0.0F);
    for (size_t i = 0; i < m_texels.size(); ++i) {
        for (size_t channel = 0; channel < 3; ++channel) {
            values[channel * m_texelCount + m_texels[i]] = static_cast<float>(
                solved(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(channel)));
        }
    }
    return values;
}

} // namespace maquette
