// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/rasterizer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <thread>

namespace maquette {
namespace {

struct Corner {
    double x, y, z;
};

Corner cornerOf(const Points& points, int row) {
    return {points(row, 0), points(row, 1), points(row, 2)};
}

/// Fills rows [rowBegin,rowEnd) of @p raster with one triangle.
void drawTriangle(Raster& raster, int index, const Corner& a, const Corner& b, const Corner& c,
                  const RasterOptions& options, int rowBegin, int rowEnd) {
    const double area = (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
    if (area == 0.0 || (options.cullBack && area > 0.0) || !std::isfinite(area)) {
        return;
    }
    const auto [minX, maxX] = std::minmax({a.x, b.x, c.x});
    const auto [minY, maxY] = std::minmax({a.y, b.y, c.y});
    if (maxX < 0.0 || minX > raster.width - 1.0 || maxY < rowBegin || minY > rowEnd - 1.0) {
        return;
    }
    const int x0 = static_cast<int>(std::ceil(std::max(minX, 0.0)));
    const int x1 = static_cast<int>(std::floor(std::min(maxX, raster.width - 1.0)));
    const int y0 = static_cast<int>(std::ceil(std::max(minY, static_cast<double>(rowBegin))));
    const int y1 = static_cast<int>(std::floor(std::min(maxY, rowEnd - 1.0)));
    constexpr double kEdge = -1e-7; // shared edges leave no gap
    for (int y = y0; y <= y1; ++y) {
        for (int x = x0; x <= x1; ++x) {
            double w1 = ((x - a.x) * (c.y - a.y) - (c.x - a.x) * (y - a.y)) / area;
            double w2 = ((b.x - a.x) * (y - a.y) - (x - a.x) * (b.y - a.y)) / area;
            double w0 = 1.0 - w1 - w2;
            if (w0 < kEdge || w1 < kEdge || w2 < kEdge) {
                continue;
            }
            double depth = w0 * a.z + w1 * b.z + w2 * c.z;
            if (options.perspective) {
                depth = 1.0 / (w0 / a.z + w1 / b.z + w2 / c.z);
                w0 *= depth / a.z;
                w1 *= depth / b.z;
                w2 *= depth / c.z;
            }
            const size_t pixel = static_cast<size_t>(y) * raster.width + x;
            if (static_cast<float>(depth) < raster.depth[pixel]) {
                raster.depth[pixel] = static_cast<float>(depth);
                raster.triangle[pixel] = index;
                raster.barycentric[pixel] = Eigen::Vector3d(w0, w1, w2).cast<float>();
            }
        }
    }
}

void drawRows(Raster& raster, const Points& points, const Triangles& triangles,
              const RasterOptions& options, int rowBegin, int rowEnd) {
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        const Corner a = cornerOf(points, triangles(t, 0));
        const Corner b = cornerOf(points, triangles(t, 1));
        const Corner c = cornerOf(points, triangles(t, 2));
        if (a.z > 0.0 && b.z > 0.0 && c.z > 0.0) {
            drawTriangle(raster, static_cast<int>(t), a, b, c, options, rowBegin, rowEnd);
        }
    }
}

} // namespace

Raster rasterize(const Points& points, const Triangles& triangles, int width, int height,
                 const RasterOptions& options, int threads) {
    Raster raster;
    raster.width = width;
    raster.height = height;
    const size_t pixels = static_cast<size_t>(width) * height;
    raster.triangle.assign(pixels, -1);
    raster.barycentric.assign(pixels, Eigen::Vector3f::Zero());
    raster.depth.assign(pixels, std::numeric_limits<float>::infinity());

    const int count = std::clamp(threads, 1, std::max(1, height));
    std::vector<std::jthread> workers;
    for (int i = 1; i < count; ++i) {
        workers.emplace_back([&, i] {
            drawRows(raster, points, triangles, options, height * i / count,
                     height * (i + 1) / count);
        });
    }
    drawRows(raster, points, triangles, options, 0, height / count);
    workers.clear(); // joins
    return raster;
}

} // namespace maquette
