// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/shoe_shape.h"

#include "core/clothing/clothed_offset.h"

namespace maquette {
namespace {

constexpr int kBlendRings = 4;
constexpr int kSmoothings = 25;
constexpr float kStrength = 0.7F;

class Neighbours {
public:
    explicit Neighbours(const Triangles& triangles, Eigen::Index count)
        : m_edges(uniqueEdges(triangles)), m_degree(Eigen::VectorXf::Zero(count)) {
        for (const auto& [a, b] : m_edges) {
            m_degree[a] += 1.0F;
            m_degree[b] += 1.0F;
        }
    }

    /// The mean of each vertex' neighbours; a vertex without any keeps its own value.
    template <typename Values> [[nodiscard]] Values mean(const Values& values) const {
        Values sum = Values::Zero(values.rows(), values.cols());
        for (const auto& [a, b] : m_edges) {
            sum.row(a) += values.row(b);
            sum.row(b) += values.row(a);
        }
        for (Eigen::Index v = 0; v < values.rows(); ++v) {
            if (m_degree[v] > 0.0F) {
                sum.row(v) /= m_degree[v];
            } else {
                sum.row(v) = values.row(v);
            }
        }
        return sum;
    }

private:
    std::vector<std::pair<int, int>> m_edges;
    Eigen::VectorXf m_degree;
};

/// 1 on the feet, falling to 0 within the feet's last rings before the ankle.
Eigen::VectorXf footWeights(const Template& templateMesh, const Neighbours& neighbours) {
    const auto count = static_cast<Eigen::Index>(templateMesh.regions.size());
    Eigen::VectorXf foot(count);
    for (Eigen::Index v = 0; v < count; ++v) {
        const BodyRegion region = templateMesh.regions[v];
        foot[v] = region == BodyRegion::LeftFoot || region == BodyRegion::RightFoot ? 1.0F : 0.0F;
    }
    Eigen::VectorXf weights = foot;
    for (int ring = 0; ring < kBlendRings; ++ring) {
        weights = neighbours.mean(weights).cwiseProduct(foot).eval();
    }
    return weights;
}

} // namespace

Points shoeShape(const Template& templateMesh, const Points& shape) {
    const auto count = static_cast<Eigen::Index>(templateMesh.regions.size());
    const Neighbours neighbours(bodyTriangles(templateMesh), count);
    const Eigen::VectorXf weights = kStrength * footWeights(templateMesh, neighbours);
    Points body = shape.topRows(count);
    for (int i = 0; i < kSmoothings; ++i) {
        const Points change = neighbours.mean(body) - body;
        body += weights.asDiagonal() * change;
    }
    Points result = shape;
    result.topRows(count) = body;
    return result;
}

} // namespace maquette
