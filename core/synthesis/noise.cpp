// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/noise.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

std::uint32_t mix(std::uint32_t h) {
    h ^= h >> 16;
    h *= 0x7feb352dU;
    h ^= h >> 15;
    h *= 0x846ca68bU;
    return h ^ (h >> 16);
}

/// A cell's hash is made axis by axis, so that neighbours share the work.
std::uint32_t hashZ(int z, std::uint32_t seed) {
    return mix(static_cast<std::uint32_t>(z) * 0xc2b2ae3dU ^ seed);
}

std::uint32_t hashY(int y, std::uint32_t ofZ) {
    return mix(static_cast<std::uint32_t>(y) * 0x85ebca77U ^ ofZ);
}

std::uint32_t hashX(int x, std::uint32_t ofYz) {
    return mix(static_cast<std::uint32_t>(x) * 0x9e3779b1U ^ ofYz);
}

float unit(std::uint32_t h) {
    return static_cast<float>(h >> 8) * (1.0F / 16777216.0F);
}

} // namespace

float valueNoise(const Eigen::Vector3f& point, std::uint32_t seed) {
    const Eigen::Vector3f base = point.array().floor();
    const Eigen::Vector3f f = point - base;
    const Eigen::Vector3f w = f.array() * f.array() * (3.0F - 2.0F * f.array());
    const Eigen::Vector3i cell = base.cast<int>();
    const auto mixed = [](float a, float b, float share) { return a + share * (b - a); };
    const auto alongX = [&](std::uint32_t ofYz) {
        return mixed(unit(hashX(cell.x(), ofYz)), unit(hashX(cell.x() + 1, ofYz)), w.x());
    };
    const auto overXy = [&](std::uint32_t ofZ) {
        return mixed(alongX(hashY(cell.y(), ofZ)), alongX(hashY(cell.y() + 1, ofZ)), w.y());
    };
    return mixed(overXy(hashZ(cell.z(), seed)), overXy(hashZ(cell.z() + 1, seed)), w.z());
}

float fractalNoise(const Eigen::Vector3f& point, int octaves, std::uint32_t seed) {
    float sum = 0.0F;
    float weight = 0.0F;
    float strength = 1.0F;
    Eigen::Vector3f p = point;
    for (int i = 0; i < octaves; ++i) {
        sum += strength * valueNoise(p, seed + static_cast<std::uint32_t>(i));
        weight += strength;
        strength *= 0.5F;
        p *= 2.03F;
    }
    return sum / weight;
}

float cellNoise(const Eigen::Vector3f& point, std::uint32_t seed) {
    const Eigen::Vector3f base = point.array().floor();
    const Eigen::Vector3i cell = base.cast<int>();
    float nearest = 4.0F;
    for (int dz = -1; dz <= 1; ++dz) {
        const std::uint32_t ofZ = hashZ(cell.z() + dz, seed);
        for (int dy = -1; dy <= 1; ++dy) {
            const std::uint32_t ofYz = hashY(cell.y() + dy, ofZ);
            for (int dx = -1; dx <= 1; ++dx) {
                const std::uint32_t h = hashX(cell.x() + dx, ofYz);
                const Eigen::Vector3f seedPoint =
                    base +
                    Eigen::Vector3f(static_cast<float>(dx), static_cast<float>(dy),
                                    static_cast<float>(dz)) +
                    Eigen::Vector3f(unit(h), unit(mix(h + 1)), unit(mix(h + 2)));
                nearest = std::min(nearest, (seedPoint - point).squaredNorm());
            }
        }
    }
    return std::sqrt(nearest);
}

} // namespace maquette
