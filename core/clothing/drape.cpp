// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/drape.h"

#include "core/clothing/clothed_offset.h"

#include <algorithm>

namespace maquette {
namespace {

constexpr int kFilterSteps = 16; ///< pairs of a shrinking and a growing step
constexpr float kShrink = 0.6F;
constexpr float kGrow = -0.63F;
constexpr int kBridgeSteps = 14;
constexpr float kBridge = 0.5F;
constexpr int kStepsPerNormals = 4; ///< directions change little from step to step

/// Moves vertices along their normals towards their neighbours' mean.
class Smoother {
public:
    Smoother(const Triangles& triangles, Eigen::VectorXf weights)
        : m_triangles(triangles), m_weights(std::move(weights)),
          m_degree(Eigen::VectorXf::Zero(m_weights.size())) {
        for (const auto& [a, b] : uniqueEdges(triangles)) {
            m_degree[a] += 1.0F;
            m_degree[b] += 1.0F;
            if (m_weights[a] > 0.0F || m_weights[b] > 0.0F) {
                m_edges.emplace_back(a, b);
            }
        }
    }

    /// @param onlyOut  leaves vertices alone that would move inwards.
    void step(Points& points, float factor, bool onlyOut) {
        Points sum = Points::Zero(points.rows(), 3);
        for (const auto& [a, b] : m_edges) {
            sum.row(a) += points.row(b);
            sum.row(b) += points.row(a);
        }
        if (m_steps++ % kStepsPerNormals == 0) {
            m_normals = vertexNormals(points, m_triangles);
        }
        for (Eigen::Index v = 0; v < points.rows(); ++v) {
            if (m_weights[v] <= 0.0F || m_degree[v] == 0.0F) {
                continue;
            }
            const float out = m_normals.row(v).dot(sum.row(v) / m_degree[v] - points.row(v));
            const float move = onlyOut ? std::max(0.0F, out) : out;
            points.row(v) += factor * m_weights[v] * move * m_normals.row(v);
        }
    }

private:
    const Triangles& m_triangles;
    Eigen::VectorXf m_weights;
    Eigen::VectorXf m_degree;
    std::vector<std::pair<int, int>> m_edges;
    Points m_normals;
    int m_steps = 0;
};

} // namespace

Points drapeCloth(const Template& templateMesh, const Points& shape, const ClothCover& cover) {
    const auto count = static_cast<Eigen::Index>(templateMesh.regions.size());
    Eigen::VectorXf weights = cover.cloth;
    for (Eigen::Index v = 0; v < count; ++v) {
        const BodyRegion region = templateMesh.regions[v];
        const bool isFoot = region == BodyRegion::LeftFoot || region == BodyRegion::RightFoot;
        // Half covered counts as bare: a hem must not be drawn over skin.
        weights[v] = isFoot ? 0.0F : std::clamp(2.0F * weights[v] - 1.0F, 0.0F, 1.0F);
    }
    const Triangles triangles = bodyTriangles(templateMesh);
    Smoother smoother(triangles, std::move(weights));
    Points body = shape.topRows(count);
    for (int i = 0; i < kFilterSteps; ++i) {
        smoother.step(body, kShrink, false);
        smoother.step(body, kGrow, false);
    }
    for (int i = 0; i < kBridgeSteps; ++i) {
        smoother.step(body, kBridge, true);
    }
    Points result = shape;
    result.topRows(count) = body;
    return result;
}

} // namespace maquette
