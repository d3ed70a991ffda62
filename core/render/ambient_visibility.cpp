// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/ambient_visibility.h"

#include "core/render/depth_map.h"
#include "core/render/parallel_rows.h"

#include <cmath>

namespace maquette {
namespace {

constexpr int kOpenDirections = 48;     // where nothing is hidden
constexpr float kNormalOffset = 0.006F; // metres; lifts samples off their own surface
constexpr float kBias = 0.004F;         // metres

GroundVisibility emptyGround(const Points& points) {
    GroundVisibility grid;
    const Eigen::RowVector3f low = points.colwise().minCoeff();
    const Eigen::RowVector3f high = points.colwise().maxCoeff();
    const float half = 0.5F * std::max(high.x() - low.x(), high.z() - low.z()) + 0.6F;
    grid.low = {0.5F * (low.x() + high.x()) - half, 0.5F * (low.z() + high.z()) - half};
    grid.cell = 2.0F * half / (GroundVisibility::kSize - 1);
    grid.fraction.assign(GroundVisibility::kSize * GroundVisibility::kSize, 0.0F);
    return grid;
}

void markVertices(AmbientVisibility& result, const Points& points, const Points& normals,
                  const DepthMap& map, size_t d) {
    const Eigen::Vector3f& direction = result.directions[d];
    for (Eigen::Index v = 0; v < points.rows(); ++v) {
        const Eigen::Vector3f normal = normals.row(v);
        const float cosine = normal.dot(direction);
        if (cosine <= 0.0F) {
            continue;
        }
        const Eigen::Vector3f start = Eigen::Vector3f(points.row(v)) + kNormalOffset * normal;
        if (map.isLit(start, kBias, slopeOf(cosine))) {
            result.masks[v] |= VisibilityMask{1} << d;
        }
    }
}

void addGround(GroundVisibility& grid, float groundHeight, const DepthMap& map, float weight) {
    for (size_t i = 0; i < grid.fraction.size(); ++i) {
        const int column = static_cast<int>(i) % GroundVisibility::kSize;
        const int row = static_cast<int>(i) / GroundVisibility::kSize;
        const Eigen::Vector3f point(grid.low.x() + column * grid.cell, groundHeight,
                                    grid.low.y() + row * grid.cell);
        grid.fraction[i] += map.isLit(point, 0.0F) ? weight : 0.0F;
    }
}

/// Evens out the steps that a few dozen hard shadows leave.
void smoothGround(GroundVisibility& grid) {
    constexpr int kSize = GroundVisibility::kSize;
    for (int pass = 0; pass < 6; ++pass) {
        const std::vector<float> old = grid.fraction;
        for (int row = 1; row + 1 < kSize; ++row) {
            for (int column = 1; column + 1 < kSize; ++column) {
                const float* p = old.data() + static_cast<size_t>(row) * kSize + column;
                grid.fraction[p - old.data()] =
                    0.25F * p[0] + 0.125F * (p[-1] + p[1] + p[-kSize] + p[kSize]) +
                    0.0625F * (p[-kSize - 1] + p[-kSize + 1] + p[kSize - 1] + p[kSize + 1]);
            }
        }
    }
}

} // namespace

AmbientVisibility computeAmbientVisibility(const Points& points, const Points& normals,
                                           const Triangles& triangles, float groundHeight,
                                           int threads, const AmbientOptions& options) {
    AmbientVisibility result;
    result.directions = sphereDirections(options.directions);
    result.masks.assign(points.rows(), 0);
    result.ground = emptyGround(points);
    float groundWeight = 0.0F;
    for (size_t d = 0; d < result.directions.size(); ++d) {
        const Eigen::Vector3f& direction = result.directions[d];
        const DepthMap map = options.fromPoints
                                 ? DepthMap::ofPoints(points, direction, options.mapSize)
                                 : DepthMap(points, triangles, direction, options.mapSize, threads);
        markVertices(result, points, normals, map, d);
        if (direction.y() > 0.05F) {
            addGround(result.ground, groundHeight, map, direction.y());
            groundWeight += direction.y();
        }
    }
    for (auto& value : result.ground.fraction) {
        value /= groundWeight;
    }
    smoothGround(result.ground);
    return result;
}

std::vector<Eigen::Vector3f> ambientLight(const AmbientVisibility& visibility,
                                          const Points& normals, const Lighting& lighting) {
    const auto directions =
        visibility.masks.empty() ? sphereDirections(kOpenDirections) : visibility.directions;
    std::vector<Eigen::Vector3f> skies;
    for (const auto& direction : directions) {
        const float up = 0.5F + 0.5F * direction.y();
        skies.emplace_back(lighting.ground + up * (lighting.sky - lighting.ground));
    }
    // A hidden direction shows a neighbouring surface, lit about a fifth as brightly.
    const Eigen::Vector3f hidden = 0.2F * lighting.ground;
    std::vector<Eigen::Vector3f> light(normals.rows(), lighting.ground);
    for (Eigen::Index v = 0; v < normals.rows(); ++v) {
        const Eigen::Vector3f normal = normals.row(v);
        const VisibilityMask visible =
            visibility.masks.empty() ? ~VisibilityMask{0} : visibility.masks[v];
        Eigen::Vector3f sum = Eigen::Vector3f::Zero();
        float weight = 0.0F;
        for (size_t d = 0; d < directions.size(); ++d) {
            const float cosine = normal.dot(directions[d]);
            if (cosine > 0.0F) {
                weight += cosine;
                sum += cosine * (visible >> d & 1 ? skies[d] : hidden);
            }
        }
        if (weight > 0.0F) {
            light[v] = sum / weight;
        }
    }
    return light;
}

float GroundVisibility::at(float x, float z) const {
    if (cell <= 0.0F) {
        return 1.0F;
    }
    const float gx = (x - low.x()) / cell;
    const float gz = (z - low.y()) / cell;
    const float border = std::min(std::min(gx, kSize - 1 - gx), std::min(gz, kSize - 1 - gz));
    if (border <= 0.0F) {
        return 1.0F;
    }
    const int x0 = std::min(static_cast<int>(gx), kSize - 2);
    const int z0 = std::min(static_cast<int>(gz), kSize - 2);
    const float fx = gx - x0;
    const float fz = gz - z0;
    const float* row = fraction.data() + static_cast<size_t>(z0) * kSize + x0;
    const float value = (1 - fz) * ((1 - fx) * row[0] + fx * row[1]) +
                        fz * ((1 - fx) * row[kSize] + fx * row[kSize + 1]);
    const float fade = std::min(1.0F, border / (0.25F * kSize));
    return 1.0F + fade * (value - 1.0F);
}

} // namespace maquette
