// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/clay_picture.h"

#include "core/geometry/rasterizer.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

constexpr float kFar = 10.0F; ///< metres between camera and body's middle
constexpr int kFine = 2;      ///< pixels are means of so many a side

/// Turned so that the viewer is at +z.
Points turned(const Points& points, float yaw) {
    const float angle = -yaw * std::numbers::pi_v<float> / 180.0F;
    const Eigen::Matrix3f turn =
        Eigen::AngleAxisf(angle, Eigen::Vector3f::UnitY()).toRotationMatrix();
    return points * turn.transpose();
}

/// Pixel x, pixel y, depth.
Points projected(const Points& points, const ClayOptions& options) {
    const float scale = static_cast<float>(kFine * options.height) / (options.top - options.bottom);
    Points pixels(points.rows(), 3);
    pixels.col(0) =
        (scale * points.col(0)).array() + 0.5F * static_cast<float>(kFine * options.width);
    pixels.col(1) = scale * (options.top - points.col(1).array());
    pixels.col(2) = kFar - points.col(2).array();
    return pixels;
}

/// Blue, white, red.
/// @source  after Moreland, "Diverging color maps for scientific visualization", 2009.
Eigen::Vector3f heat(float share) {
    const Eigen::Vector3f cold(0.23F, 0.42F, 0.75F);
    const Eigen::Vector3f middle(0.87F, 0.87F, 0.87F);
    const Eigen::Vector3f hot(0.77F, 0.16F, 0.15F);
    const float t = std::clamp(share, 0.0F, 1.0F);
    return t < 0.5F ? Eigen::Vector3f(cold + 2.0F * t * (middle - cold))
                    : Eigen::Vector3f(middle + (2.0F * t - 1.0F) * (hot - middle));
}

/// Half-Lambert from a key light, filled from the other side.
float brightness(const Eigen::Vector3f& normal) {
    const Eigen::Vector3f key = Eigen::Vector3f(-0.5F, 0.6F, 0.65F).normalized();
    const float wrapped = 0.5F + 0.5F * normal.dot(key);
    const float rim = std::pow(1.0F - std::max(0.0F, normal.z()), 3.0F);
    return 0.22F + 0.78F * wrapped * wrapped + 0.1F * rim;
}

} // namespace

ClayPixels clayPicture(const Points& points, const Triangles& triangles,
                       const std::vector<float>& distances, float largest,
                       const ClayOptions& options) {
    const Points shape = turned(points, options.yaw);
    const Points normals = vertexNormals(shape, triangles);
    const Raster raster = rasterize(projected(shape, options), triangles, kFine * options.width,
                                    kFine * options.height, {.perspective = false}, 1);
    const auto colorAt = [&](int triangle, const Eigen::Vector3f& weights) {
        Eigen::Vector3f normal = Eigen::Vector3f::Zero();
        float distance = 0.0F;
        for (int corner = 0; corner < 3; ++corner) {
            const int vertex = triangles(triangle, corner);
            normal += weights[corner] * normals.row(vertex).transpose();
            distance += distances.empty() ? 0.0F : weights[corner] * distances[vertex];
        }
        const Eigen::Vector3f base =
            distances.empty() ? Eigen::Vector3f(0.74F, 0.72F, 0.70F) : heat(distance / largest);
        return Eigen::Vector3f(base * brightness(normal.normalized()));
    };
    ClayPixels pixels(std::size_t{4} * options.width * options.height, 0);
    for (int y = 0; y < options.height; ++y) {
        for (int x = 0; x < options.width; ++x) {
            Eigen::Vector3f sum = Eigen::Vector3f::Zero();
            int hits = 0;
            for (int i = 0; i < kFine * kFine; ++i) {
                const int fineX = kFine * x + i % kFine;
                const int fineY = kFine * y + i / kFine;
                const int triangle = raster.at(fineX, fineY);
                if (triangle >= 0) {
                    sum += colorAt(
                        triangle,
                        raster.barycentric[static_cast<std::size_t>(fineY) * raster.width + fineX]);
                    ++hits;
                }
            }
            std::uint8_t* pixel = &pixels[4 * (static_cast<std::size_t>(y) * options.width + x)];
            for (int c = 0; c < 3 && hits > 0; ++c) {
                const float value = sum[c] / static_cast<float>(hits);
                pixel[c] = static_cast<std::uint8_t>(std::clamp(255.0F * value, 0.0F, 255.0F));
            }
            pixel[3] = static_cast<std::uint8_t>(255 * hits / (kFine * kFine));
        }
    }
    return pixels;
}

} // namespace maquette
