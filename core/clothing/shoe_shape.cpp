// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/shoe_shape.h"

#include "core/clothing/clothed_offset.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr int kBlendRings = 4;
constexpr int kAnkleSmoothings = 12;
constexpr int kSmoothings = 40; ///< unfold what the toes' sides become on the cap
constexpr float kStrength = 0.5F;
constexpr float kBall = 0.66F;     ///< place of the ball of the foot, of the length from the heel
constexpr float kToeRoom = 0.006F; ///< metres before the toes
constexpr float kSideRoom = 0.002F;
constexpr float kRoundness = 2.5F; ///< exponent of the cap: between an ellipsoid and a box

class Neighbours {
public:
    explicit Neighbours(const Triangles& triangles, Eigen::Index count)
        : m_edges(uniqueEdges(triangles)), m_degree(Eigen::VectorXf::Zero(count)) {
        for (const auto& [a, b] : m_edges) {
            m_degree[a] += 1.0F;
            m_degree[b] += 1.0F;
        }
    }

    /// The edges with an end where @p weights are not 0.
    [[nodiscard]] Neighbours near(const Eigen::VectorXf& weights) const {
        Neighbours some = *this;
        std::erase_if(some.m_edges, [&](const std::pair<int, int>& edge) {
            return weights[edge.first] == 0.0F && weights[edge.second] == 0.0F;
        });
        return some;
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

std::vector<int> verticesOf(const Template& templateMesh, BodyRegion region) {
    std::vector<int> rows;
    for (size_t v = 0; v < templateMesh.regions.size(); ++v) {
        if (templateMesh.regions[v] == region) {
            rows.push_back(static_cast<int>(v));
        }
    }
    return rows;
}

float smoothStep(float from, float to, float x) {
    const float t = std::clamp((x - from) / (to - from), 0.0F, 1.0F);
    return t * t * (3.0F - 2.0F * t);
}

/// The front of a shoe: half a superellipsoid before the ball of a foot that stands on the floor.
class ToeCap {
public:
    /// @param foot  one foot in the rest pose, metres; not empty.
    explicit ToeCap(const Points& foot) {
        const Eigen::VectorXf z = foot.col(2);
        const float fifth = 0.2F * (z.maxCoeff() - z.minCoeff());
        const Eigen::Vector3f step = meanWhere(foot, z.array() > z.maxCoeff() - fifth) -
                                     meanWhere(foot, z.array() < z.minCoeff() + fifth);
        m_axes.col(2) = Eigen::Vector3f(step.x(), 0.0F, step.z()).stableNormalized();
        m_axes.col(1) = Eigen::Vector3f::UnitY();
        m_axes.col(0) = m_axes.col(1).cross(m_axes.col(2));
        const Points local = foot * m_axes;
        const float heel = local.col(2).minCoeff();
        const float length = local.col(2).maxCoeff() - heel;
        m_centre.z() = heel + kBall * length;
        Eigen::Vector3f low = local.row(0);
        Eigen::Vector3f high = local.row(0);
        bool first = true;
        for (Eigen::Index v = 0; v < local.rows(); ++v) {
            if (std::abs(local(v, 2) - m_centre.z()) < 0.04F * length) {
                const Eigen::Vector3f p = local.row(v);
                low = first ? p : low.cwiseMin(p).eval();
                high = first ? p : high.cwiseMax(p).eval();
                first = false;
            }
        }
        low.y() = local.col(1).minCoeff();
        m_centre.x() = (low.x() + high.x()) / 2;
        m_centre.y() = low.y() + 0.45F * (high.y() - low.y());
        m_width = std::max(1e-3F, (high.x() - low.x()) / 2 + kSideRoom);
        m_above = std::max(1e-3F, high.y() - m_centre.y());
        m_below = std::max(1e-3F, m_centre.y() - low.y());
        m_length = std::max(1e-3F, heel + length - m_centre.z() + kToeRoom);
    }

    /// 0 behind the ball of the foot, 1 on the toes.
    [[nodiscard]] float weight(const Eigen::Vector3f& point) const {
        return smoothStep(-0.10F, 0.25F, (m_axes.col(2).dot(point) - m_centre.z()) / m_length);
    }

    /// The point moved onto the cap along the line from the ball of the foot.
    [[nodiscard]] Eigen::Vector3f onto(const Eigen::Vector3f& point) const {
        const Eigen::Vector3f d = m_axes.transpose() * point - m_centre;
        const float x = std::abs(d.x()) / m_width;
        const float y = std::abs(d.y()) / (d.y() > 0.0F ? m_above : m_below);
        const float z = std::max(0.0F, d.z()) / m_length;
        const float radius =
            std::pow(std::pow(x, kRoundness) + std::pow(y, kRoundness) + std::pow(z, kRoundness),
                     1.0F / kRoundness);
        const float share = weight(point);
        const float factor = 1.0F + share * (1.0F / std::max(radius, 1e-3F) - 1.0F);
        const Eigen::Vector3f moved(factor * d.x(), factor * d.y(),
                                    d.z() > 0.0F ? factor * d.z() : d.z());
        return m_axes * (m_centre + moved);
    }

private:
    static Eigen::Vector3f meanWhere(const Points& points,
                                     const Eigen::Array<bool, Eigen::Dynamic, 1>& where) {
        Eigen::Vector3f sum = Eigen::Vector3f::Zero();
        float count = 0.0F;
        for (Eigen::Index v = 0; v < points.rows(); ++v) {
            if (where[v]) {
                sum += points.row(v).transpose();
                count += 1.0F;
            }
        }
        return sum / std::max(1.0F, count);
    }

    Eigen::Matrix3f m_axes;                             ///< columns: across, up, forward
    Eigen::Vector3f m_centre = Eigen::Vector3f::Zero(); ///< in the ball of the foot, along the axes
    float m_width = 0.0F;                               ///< half axes, metres
    float m_above = 0.0F;
    float m_below = 0.0F;
    float m_length = 0.0F;
};

} // namespace

Points shoeShape(const Template& templateMesh, const Points& shape) {
    const auto count = static_cast<Eigen::Index>(templateMesh.regions.size());
    const Neighbours all(bodyTriangles(templateMesh), count);
    const Eigen::VectorXf ankles = footWeights(templateMesh, all);
    const Neighbours neighbours = all.near(ankles);
    Points body = shape.topRows(count);
    Eigen::VectorXf toes = Eigen::VectorXf::Zero(count);
    std::vector<std::pair<ToeCap, std::vector<int>>> feet;
    for (const BodyRegion region : {BodyRegion::LeftFoot, BodyRegion::RightFoot}) {
        const std::vector<int> rows = verticesOf(templateMesh, region);
        if (rows.empty()) {
            continue;
        }
        feet.emplace_back(ToeCap(body(rows, Eigen::all)), rows);
        for (const int v : rows) {
            toes[v] = feet.back().first.weight(body.row(v).transpose());
        }
    }
    for (int i = 0; i < kSmoothings; ++i) {
        const Eigen::VectorXf weights = kStrength * (i < kAnkleSmoothings ? ankles : toes);
        body += weights.asDiagonal() * (neighbours.mean(body) - body);
        for (const auto& [cap, rows] : feet) {
            for (const int v : rows) {
                body.row(v) = cap.onto(body.row(v).transpose()).transpose();
            }
        }
    }
    Points result = shape;
    result.topRows(count) = body;
    return result;
}

} // namespace maquette
