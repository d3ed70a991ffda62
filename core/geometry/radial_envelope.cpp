// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/radial_envelope.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maquette {

RadialEnvelope::RadialEnvelope(const Eigen::Vector3f& axis, float low, float high, float rowHeight)
    : m_axis(axis), m_low(low), m_rowHeight(rowHeight),
      m_rows(std::max(1, static_cast<int>((high - low) / rowHeight) + 2)),
      m_radius(static_cast<size_t>(m_rows) * kBins, 0.0F) {}

int RadialEnvelope::rowOf(float y) const {
    return std::clamp(static_cast<int>(std::floor((y - m_low) / m_rowHeight)), 0, m_rows - 1);
}

int RadialEnvelope::binOf(const Eigen::Vector3f& point) const {
    constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;
    const float angle = std::atan2(point.x() - m_axis.x(), point.z() - m_axis.z());
    return std::min(static_cast<int>((angle / kTurn + 0.5F) * kBins), kBins - 1);
}

void RadialEnvelope::add(const Eigen::Vector3f& point) {
    float& radius = m_radius[static_cast<size_t>(rowOf(point.y())) * kBins + binOf(point)];
    radius = std::max(radius, std::hypot(point.x() - m_axis.x(), point.z() - m_axis.z()));
}

float RadialEnvelope::reach(const Eigen::Vector3f& point, int rowsUp) const {
    const int row = std::clamp(rowOf(point.y()) + rowsUp, 0, m_rows - 1);
    const int bin = binOf(point);
    float result = 0.0F;
    for (int shift = kBins - 1; shift <= kBins + 1; ++shift) {
        result =
            std::max(result, m_radius[static_cast<size_t>(row) * kBins + (bin + shift) % kBins]);
    }
    return result;
}

} // namespace maquette
