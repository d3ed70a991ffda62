// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Depth seen along a direction: shadows and sky visibility.

#include "core/geometry/mesh.h"

#include <vector>

namespace maquette {

/// Orthographic depth map of a scene, looking along -toLight.
class DepthMap {
public:
    DepthMap() = default;

    /// @param toLight  unit length, model space.
    /// @param points   [V,3] model space; all of them fit on the map.
    /// @param size     side of the map, pixels.
    DepthMap(const Points& points, const Triangles& triangles, const Eigen::Vector3f& toLight,
             int size, int threads);

    /// The same of points alone, which must lie closer together than the map's pixels: quick.
    [[nodiscard]] static DepthMap ofPoints(const Points& points, const Eigen::Vector3f& toLight,
                                           int size);

    [[nodiscard]] bool isEmpty() const { return m_depth.empty(); }
    [[nodiscard]] float metresPerPixel() const { return m_metresPerPixel; }

    /// Map pixel x, map pixel y, depth along the light in metres.
    [[nodiscard]] Eigen::Vector3f locate(const Eigen::Vector3f& point) const;

    /// Infinity outside the map and where it is empty.
    [[nodiscard]] float depthAt(int x, int y) const {
        if (x < 0 || y < 0 || x >= m_size || y >= m_size) {
            return kFar;
        }
        return m_depth[static_cast<size_t>(y) * m_size + x];
    }

    /// True where nothing lies between @p point and the light.
    /// @param bias   metres that a surface may hide itself.
    /// @param slope  tangent of the angle between the surface's normal and the light: a map pixel
    ///               spans that much depth.
    [[nodiscard]] bool isLit(const Eigen::Vector3f& point, float bias, float slope = 0.0F) const;

    /// Lit fraction 0 … 1 with a penumbra that grows with the blocker's distance
    /// (Fernando, "Percentage-closer soft shadows", 2005).
    /// @param tangent  tangent of the light's angular radius.
    /// @param turn     radians; turns the sample pattern, different for neighbouring pixels.
    /// @param taps     of the map that the answer is made of, 4 … 16.
    [[nodiscard]] float litFraction(const Eigen::Vector3f& point, float bias, float slope,
                                    float tangent, float turn, int taps = kMostTaps) const;

    static constexpr int kMostTaps = 16;

private:
    /// Points in the map's pixels and depths; sets the map's frame.
    [[nodiscard]] Points frame(const Points& points);

    static constexpr float kFar = 1e30F;

    int m_size = 0;
    float m_metresPerPixel = 1.0F;
    Eigen::Matrix3f m_axes =
        Eigen::Matrix3f::Identity();                    ///< rows: right, down, away from the light
    Eigen::Vector3f m_origin = Eigen::Vector3f::Zero(); ///< at pixel (0,0), depth 0; light frame
    std::vector<float> m_depth;
};

/// Tangent of the angle whose cosine is given, for isLit and litFraction; at most 5.
[[nodiscard]] float slopeOf(float cosine);

/// @p count unit directions spread evenly over the sphere (Fibonacci lattice).
[[nodiscard]] std::vector<Eigen::Vector3f> sphereDirections(int count);

} // namespace maquette
