// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/body_profile.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr float kSlice = 0.01F; ///< metres

Eigen::Vector2f flat(const Eigen::Vector3f& p) {
    return {p.x(), p.z()};
}

float cross(const Eigen::Vector2f& a, const Eigen::Vector2f& b) {
    return a.x() * b.y() - a.y() * b.x();
}

} // namespace

BodyProfile::BodyProfile(Points positions, Triangles triangles, const Eigen::Vector2f& axis)
    : m_positions(std::move(positions)), m_triangles(std::move(triangles)), m_axis(axis) {
    if (m_positions.rows() == 0) {
        return;
    }
    m_floor = m_positions.col(1).minCoeff();
    const float height = m_positions.col(1).maxCoeff() - m_floor;
    m_slices.resize(static_cast<size_t>(height / kSlice) + 1);
    for (Eigen::Index t = 0; t < m_triangles.rows(); ++t) {
        const Eigen::Vector3f y = m_positions(m_triangles.row(t), 1);
        const auto first = static_cast<size_t>((y.minCoeff() - m_floor) / kSlice);
        const auto last = static_cast<size_t>((y.maxCoeff() - m_floor) / kSlice);
        for (size_t slice = first; slice <= std::min(last, m_slices.size() - 1); ++slice) {
            m_slices[slice].push_back(static_cast<int>(t));
        }
    }
}

float BodyProfile::distanceFromAxis(const Eigen::Vector3f& point) const {
    return (flat(point) - m_axis).norm();
}

Eigen::Vector3f BodyProfile::atDistance(const Eigen::Vector3f& point, float distance) const {
    const Eigen::Vector2f moved = m_axis + distance * (flat(point) - m_axis).stableNormalized();
    return {moved.x(), point.y(), moved.y()};
}

float BodyProfile::reach(const Eigen::Vector3f& towards) const {
    const Eigen::Vector2f ray = (flat(towards) - m_axis).stableNormalized();
    const float above = towards.y() - m_floor;
    if (above < 0.0F || above >= kSlice * static_cast<float>(m_slices.size())) {
        return 0.0F;
    }
    float farthest = 0.0F;
    for (const int t : m_slices[static_cast<size_t>(above / kSlice)]) {
        // The plane cuts the triangle in a segment; where does the ray meet it?
        std::vector<Eigen::Vector2f> ends;
        for (int k = 0; k < 3; ++k) {
            const Eigen::Vector3f a = m_positions.row(m_triangles(t, k));
            const Eigen::Vector3f b = m_positions.row(m_triangles(t, (k + 1) % 3));
            if ((a.y() > towards.y()) != (b.y() > towards.y())) {
                const float share = (towards.y() - a.y()) / (b.y() - a.y());
                ends.push_back(flat(a + share * (b - a)) - m_axis);
            }
        }
        if (ends.size() != 2) {
            continue;
        }
        const float from = cross(ray, ends[0]);
        const float to = cross(ray, ends[1]);
        if ((from > 0.0F) != (to > 0.0F)) {
            const Eigen::Vector2f hit = ends[0] + from / (from - to) * (ends[1] - ends[0]);
            farthest = std::max(farthest, ray.dot(hit));
        }
    }
    return farthest;
}

} // namespace maquette
