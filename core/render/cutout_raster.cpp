// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/cutout_raster.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace maquette {
namespace {

struct Span {
    int begin;
    int end; ///< exclusive
};

/// Integer range inside [low,high], cut to [0,limit).
Span pixelSpan(float low, float high, int first, int limit) {
    return {static_cast<int>(std::ceil(std::max(low, static_cast<float>(first)))),
            static_cast<int>(std::floor(std::min(high, limit - 1.0F))) + 1};
}

void drawTriangle(Raster& raster, const Points& points, const Triangles& triangles, int index,
                  const CutoutTest& isThere, const Span& band) {
    const Eigen::Vector3d a = points.row(triangles(index, 0)).cast<double>();
    const Eigen::Vector3d b = points.row(triangles(index, 1)).cast<double>();
    const Eigen::Vector3d c = points.row(triangles(index, 2)).cast<double>();
    const double area = (b.x() - a.x()) * (c.y() - a.y()) - (c.x() - a.x()) * (b.y() - a.y());
    if (area == 0.0 || !std::isfinite(area) || std::min({a.z(), b.z(), c.z()}) <= 0.0) {
        return;
    }
    const auto [minX, maxX] = std::minmax({a.x(), b.x(), c.x()});
    const auto [minY, maxY] = std::minmax({a.y(), b.y(), c.y()});
    const Span columns = pixelSpan(minX, maxX, 0, raster.width);
    const Span rows = pixelSpan(minY, maxY, band.begin, band.end);
    constexpr double kEdge = -1e-7; // as in rasterize()
    for (int y = rows.begin; y < rows.end; ++y) {
        for (int x = columns.begin; x < columns.end; ++x) {
            Eigen::Vector3d w;
            w[1] = ((x - a.x()) * (c.y() - a.y()) - (c.x() - a.x()) * (y - a.y())) / area;
            w[2] = ((b.x() - a.x()) * (y - a.y()) - (x - a.x()) * (b.y() - a.y())) / area;
            w[0] = 1.0 - w[1] - w[2];
            if (w.minCoeff() < kEdge) {
                continue;
            }
            const Eigen::Vector3d inverse(w[0] / a.z(), w[1] / b.z(), w[2] / c.z());
            const double depth = 1.0 / inverse.sum();
            const size_t pixel = static_cast<size_t>(y) * raster.width + x;
            const Eigen::Vector3f barycentric = (inverse * depth).cast<float>();
            if (static_cast<float>(depth) < raster.depth[pixel] &&
                isThere(index, barycentric, x, y)) {
                raster.depth[pixel] = static_cast<float>(depth);
                raster.triangle[pixel] = index;
                raster.barycentric[pixel] = barycentric;
            }
        }
    }
}

} // namespace

void drawCutout(Raster& raster, const Points& points, const Triangles& triangles,
                const std::vector<int>& rows, const CutoutTest& isThere, int threads) {
    const int count = std::clamp(threads, 1, std::max(1, raster.height));
    const auto drawBand = [&](int i) {
        const Span band{raster.height * i / count, raster.height * (i + 1) / count};
        for (const int index : rows) {
            drawTriangle(raster, points, triangles, index, isThere, band);
        }
    };
    std::vector<std::jthread> workers;
    for (int i = 1; i < count; ++i) {
        workers.emplace_back(drawBand, i);
    }
    drawBand(0);
}

} // namespace maquette
