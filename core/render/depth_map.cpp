// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/depth_map.h"

#include "core/geometry/rasterizer.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

constexpr int kBlockerTaps = 8;
constexpr float kGoldenAngle = 2.39996323F;

/// Points of a disc of radius 1, spread evenly (Vogel's spiral).
template <int N> std::array<Eigen::Vector2f, N> discPoints() {
    std::array<Eigen::Vector2f, N> points;
    for (int i = 0; i < N; ++i) {
        const float radius = std::sqrt((i + 0.5F) / N);
        points[i] =
            radius * Eigen::Vector2f(std::cos(i * kGoldenAngle), std::sin(i * kGoldenAngle));
    }
    return points;
}

Eigen::Matrix3f lightAxes(const Eigen::Vector3f& toLight) {
    const Eigen::Vector3f helper = std::abs(toLight.y()) < 0.95F ? Eigen::Vector3f::UnitY().eval()
                                                                 : Eigen::Vector3f::UnitZ().eval();
    const Eigen::Vector3f right = helper.cross(toLight).normalized();
    Eigen::Matrix3f axes;
    axes.row(0) = right;
    axes.row(1) = -toLight.cross(right);
    axes.row(2) = -toLight;
    return axes;
}

} // namespace

DepthMap::DepthMap(const Points& points, const Triangles& triangles, const Eigen::Vector3f& toLight,
                   int size, int threads)
    : m_size(size), m_axes(lightAxes(toLight)) {
    RasterOptions options;
    options.perspective = false;
    Raster raster = rasterize(frame(points), triangles, size, size, options, threads);
    m_depth = std::move(raster.depth);
}

DepthMap DepthMap::ofPoints(const Points& points, const Eigen::Vector3f& toLight, int size) {
    DepthMap map;
    map.m_size = size;
    map.m_axes = lightAxes(toLight);
    const Points local = map.frame(points);
    map.m_depth.assign(static_cast<size_t>(size) * size, kFar);
    for (Eigen::Index i = 0; i < local.rows(); ++i) {
        const auto x = static_cast<int>(local(i, 0) + 0.5F);
        const auto y = static_cast<int>(local(i, 1) + 0.5F);
        float& depth = map.m_depth[static_cast<size_t>(y) * size + x];
        depth = std::min(depth, local(i, 2));
    }
    return map;
}

Points DepthMap::frame(const Points& points) {
    constexpr int kMargin = 2; // pixels
    Points local = points * m_axes.transpose();
    const Eigen::Vector3f low = local.colwise().minCoeff();
    const Eigen::Vector3f high = local.colwise().maxCoeff();
    const Eigen::Vector3f extent = high - low;
    m_metresPerPixel = std::max({extent.x(), extent.y(), 1e-3F}) / (m_size - 1 - 2 * kMargin);
    m_origin = low - Eigen::Vector3f(kMargin * m_metresPerPixel, kMargin * m_metresPerPixel, 1.0F);
    local.rowwise() -= m_origin.transpose();
    local.leftCols<2>() /= m_metresPerPixel;
    return local;
}

Eigen::Vector3f DepthMap::locate(const Eigen::Vector3f& point) const {
    Eigen::Vector3f p = m_axes * point - m_origin;
    p.x() /= m_metresPerPixel;
    p.y() /= m_metresPerPixel;
    return p;
}

bool DepthMap::isLit(const Eigen::Vector3f& point, float bias, float slope) const {
    const Eigen::Vector3f p = locate(point);
    bias += slope * m_metresPerPixel;
    return depthAt(static_cast<int>(std::lround(p.x())), static_cast<int>(std::lround(p.y()))) >
           p.z() - bias;
}

float DepthMap::litFraction(const Eigen::Vector3f& point, float bias, float slope, float tangent,
                            float turn, int taps) const {
    static const auto kBlockers = discPoints<kBlockerTaps>();
    static const auto kFilter = discPoints<kMostTaps>();
    const int stride = kMostTaps / taps;
    const Eigen::Vector3f p = locate(point);
    Eigen::Matrix2f rotation;
    rotation << std::cos(turn), -std::sin(turn), std::sin(turn), std::cos(turn);
    const auto depthNear = [&](const Eigen::Vector2f& offset) {
        return depthAt(static_cast<int>(std::floor(p.x() + offset.x() + 0.5F)),
                       static_cast<int>(std::floor(p.y() + offset.y() + 0.5F)));
    };
    // The surface itself rises towards the light by its slope, tap by tap.
    const auto limitAt = [&](const Eigen::Vector2f& offset) {
        return p.z() - bias - slope * m_metresPerPixel * (offset.norm() + 0.7F);
    };

    const float reach = std::max(1.5F, tangent * std::min(p.z() - 1.0F, 1.5F) / m_metresPerPixel);
    float blockers = 0.0F;
    float blockerDepth = 0.0F;
    for (const auto& tap : kBlockers) {
        const Eigen::Vector2f offset = rotation * tap * reach;
        const float depth = depthNear(offset);
        if (depth < limitAt(offset)) {
            blockers += 1.0F;
            blockerDepth += depth;
        }
    }
    if (blockers == 0.0F) {
        return 1.0F;
    }
    const float gap = p.z() - blockerDepth / blockers;
    const float radius = std::clamp(tangent * gap / m_metresPerPixel, 1.0F, reach);
    float lit = 0.0F;
    int used = 0;
    for (int i = 0; i < kMostTaps; i += stride) {
        const Eigen::Vector2f offset = rotation * kFilter[i] * radius;
        lit += depthNear(offset) >= limitAt(offset) ? 1.0F : 0.0F;
        ++used;
    }
    return lit / static_cast<float>(used);
}

float slopeOf(float cosine) {
    constexpr float kSteepest = 5.0F;
    const float sine = std::sqrt(std::max(0.0F, 1.0F - cosine * cosine));
    return cosine * kSteepest > sine ? sine / cosine : kSteepest;
}

std::vector<Eigen::Vector3f> sphereDirections(int count) {
    std::vector<Eigen::Vector3f> directions;
    for (int i = 0; i < count; ++i) {
        const float y = 1.0F - 2.0F * (i + 0.5F) / count;
        const float radius = std::sqrt(1.0F - y * y);
        const float angle = i * kGoldenAngle;
        directions.emplace_back(radius * std::cos(angle), y, radius * std::sin(angle));
    }
    return directions;
}

} // namespace maquette
