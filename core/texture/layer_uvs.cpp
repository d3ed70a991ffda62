// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/layer_uvs.h"

#include "core/geometry/disjoint_sets.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <map>

namespace maquette {
namespace {

constexpr float kGap = 0.008F; ///< between charts and to the border, of the texture's side

struct Chart {
    std::vector<int> uvs; ///< rows
    Eigen::Vector2f low{1e9F, 1e9F};
    Eigen::Vector2f high{-1e9F, -1e9F};
    float surface = 0.0F;                            ///< square metres
    float area = 0.0F;                               ///< in the UV square
    float scale = 1.0F;                              ///< UV to metres
    Eigen::Vector2f place = Eigen::Vector2f::Zero(); ///< lower left corner after packing

    [[nodiscard]] Eigen::Vector2f size() const { return scale * (high - low); }
};

/// Chart of every UV row: rows that share a face share a chart.
std::vector<int> chartRoots(const PolygonMesh& mesh) {
    DisjointSets sets(static_cast<int>(mesh.uvs.rows()));
    for (int f = 0; f < mesh.faceCount(); ++f) {
        const int first = mesh.faceOffsets[f];
        for (int c = first + 1; c < mesh.faceOffsets[f + 1]; ++c) {
            sets.join(mesh.cornerUv[c], mesh.cornerUv[first]);
        }
    }
    std::vector<int> roots(mesh.uvs.rows());
    for (int i = 0; i < static_cast<int>(roots.size()); ++i) {
        roots[i] = sets.root(i);
    }
    return roots;
}

std::vector<Chart> findCharts(const PolygonMesh& mesh) {
    const std::vector<int> root = chartRoots(mesh);
    std::map<int, int> number;
    std::vector<Chart> charts;
    for (int i = 0; i < static_cast<int>(root.size()); ++i) {
        const auto [entry, isNew] = number.try_emplace(root[i], static_cast<int>(charts.size()));
        if (isNew) {
            charts.emplace_back();
        }
        Chart& chart = charts[entry->second];
        chart.uvs.push_back(i);
        chart.low = chart.low.cwiseMin(mesh.uvs.row(i).transpose());
        chart.high = chart.high.cwiseMax(mesh.uvs.row(i).transpose());
    }
    const Triangulation t = triangulate(mesh);
    for (Eigen::Index f = 0; f < t.vertices.rows(); ++f) {
        const auto point = [&](int k) {
            return Eigen::Vector3f(mesh.positions.row(t.vertices(f, k)).transpose());
        };
        const auto uv = [&](int k) {
            const auto row = mesh.uvs.row(t.uvs(f, k));
            return Eigen::Vector3f(row[0], row[1], 0.0F);
        };
        Chart& chart = charts[number.at(root[t.uvs(f, 0)])];
        chart.surface += 0.5F * (point(1) - point(0)).cross(point(2) - point(0)).norm();
        chart.area += 0.5F * (uv(1) - uv(0)).cross(uv(2) - uv(0)).norm();
    }
    for (Chart& chart : charts) {
        chart.scale = chart.area > 0.0F ? std::sqrt(chart.surface / chart.area) : 0.0F;
    }
    return charts;
}

/// Shelves, the highest charts first; returns the height used at a width.
float pack(std::vector<Chart*>& order, float width, float gap) {
    float x = gap;
    float y = gap;
    float shelf = 0.0F;
    for (Chart* chart : order) {
        const Eigen::Vector2f size = chart->size();
        if (x + size.x() + gap > width && x > gap) {
            x = gap;
            y += shelf + gap;
            shelf = 0.0F;
        }
        chart->place = {x, y};
        x += size.x() + gap;
        shelf = std::max(shelf, size.y());
    }
    return y + shelf + gap;
}

} // namespace

PolygonMesh withOwnUvs(const PolygonMesh& mesh) {
    if (mesh.uvs.rows() == 0 || mesh.cornerUv.empty()) {
        return mesh;
    }
    std::vector<Chart> charts = findCharts(mesh);
    std::vector<Chart*> order;
    float least = 0.0F; // width of the widest chart
    float total = 0.0F;
    for (Chart& chart : charts) {
        order.push_back(&chart);
        least = std::max(least, chart.size().x());
        total += chart.size().x() * chart.size().y();
    }
    std::ranges::stable_sort(order, std::greater<>(), [](const Chart* c) { return c->size().y(); });
    float side = std::max(least, std::sqrt(total));
    if (side <= 0.0F) {
        return mesh;
    }
    // The smallest square that holds the shelves, to 1 %.
    while (pack(order, side * (1.0F + 2.0F * kGap), side * kGap) > side * (1.0F + 2.0F * kGap)) {
        side *= 1.01F;
    }
    const float square = side * (1.0F + 2.0F * kGap);
    PolygonMesh packed = mesh;
    for (const Chart& chart : charts) {
        for (const int i : chart.uvs) {
            const Eigen::Vector2f local = chart.scale * (mesh.uvs.row(i).transpose() - chart.low);
            packed.uvs.row(i) = ((chart.place + local) / square).transpose();
        }
    }
    return packed;
}

} // namespace maquette
