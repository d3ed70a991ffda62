// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Seeded noise in space for procedural surfaces; equal on every platform.

#include <Eigen/Core>

#include <cstdint>

namespace maquette {

/// Smooth value noise, 0 … 1, features about 1 unit wide.
[[nodiscard]] float valueNoise(const Eigen::Vector3f& point, std::uint32_t seed);

/// Octaves of value noise, each half as wide and half as strong; 0 … 1, mean about 0.5.
[[nodiscard]] float fractalNoise(const Eigen::Vector3f& point, int octaves, std::uint32_t seed);

/// Distance 0 … about 1 to the nearest of points strewn one a unit cell (Worley, 1996).
[[nodiscard]] float cellNoise(const Eigen::Vector3f& point, std::uint32_t seed);

/// 0 below @p low, 1 above @p high, smooth between; falls instead when low > high.
[[nodiscard]] inline float smoothStep(float low, float high, float x) {
    const float t = (x - low) / (high - low);
    const float c = t < 0.0F ? 0.0F : (t > 1.0F ? 1.0F : t);
    return c * c * (3.0F - 2.0F * c);
}

/// Bell curve, 1 at @p center, about 0.14 two @p width away.
[[nodiscard]] inline float bell(float x, float center, float width) {
    const float t = (x - center) / width;
    return 1.0F / (1.0F + t * t * (0.5F + t * t * 0.27F));
}

} // namespace maquette
