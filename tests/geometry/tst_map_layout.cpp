// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/chart_packing.h"
#include "core/geometry/rasterizer.h"
#include "core/geometry/texel_stencil.h"
#include "tests/geometry/position_map_fixture.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {
namespace {

using namespace test;

class MapLayout : public PositionMapTest {};

TEST_F(MapLayout, SamplesStayInTheirCharts) {
    const UvCharts charts = *bodyCharts(base());
    EXPECT_EQ(charts.count, 9);
    const ChartLayout layout = *packCharts(charts, kSize);
    for (Eigen::Index p = 0; p < layout.points.rows(); ++p) {
        for (const TexelWeight& texel : bilinearStencil(layout.points.row(p))) {
            if (texel.weight > 0.0) {
                ASSERT_EQ(layout.owner[texel.y * kSize + texel.x], charts.chart[p]) << p;
            }
        }
    }
}

TEST_F(MapLayout, EveningOutTurnsNoTriangleOver) {
    UvCharts charts = *bodyCharts(base());
    const auto areas = [&] {
        Eigen::VectorXd result(charts.triangles.rows());
        for (Eigen::Index t = 0; t < result.size(); ++t) {
            const Eigen::RowVector2d a = charts.points.row(charts.triangles(t, 0));
            const Eigen::RowVector2d b = charts.points.row(charts.triangles(t, 1)) - a;
            const Eigen::RowVector2d c = charts.points.row(charts.triangles(t, 2)) - a;
            result[t] = b[0] * c[1] - b[1] * c[0];
        }
        return result;
    };
    const Eigen::VectorXd before = areas();
    evenOutDensity(charts, base().mesh.positions);
    const Eigen::VectorXd after = areas();
    EXPECT_TRUE((before.array() * after.array() > 0.0).all());
    const auto tenth = [](Eigen::VectorXd v) {
        v = v.cwiseAbs();
        std::nth_element(v.begin(), v.begin() + v.size() / 10, v.end());
        return v[v.size() / 10];
    };
    EXPECT_GT(tenth(after), 2.0 * tenth(before)); // crowded places get room
}

TEST_F(MapLayout, MirrorsTexelsAsVertices) {
    const std::vector<int>& mirror = codec().mirrorTexel();
    std::vector<Eigen::Triplet<float>> entries;
    for (int v = 0; v < kBodyVertices; ++v) {
        for (TexelMatrix::InnerIterator it(codec().decoder(), v); it; ++it) {
            entries.emplace_back(base().mirrorVertex[v], mirror[it.col()], it.value());
        }
    }
    for (size_t i = 0; i < mirror.size(); ++i) {
        ASSERT_EQ(mirror[mirror[i]], static_cast<int>(i));
    }
    TexelMatrix mirrored(kBodyVertices, codec().texelCount());
    mirrored.setFromTriplets(entries.begin(), entries.end());
    EXPECT_LT(TexelMatrix(mirrored - codec().decoder()).norm(), 1e-5F);
}

TEST_F(MapLayout, TexelsStandForTheWholeSurface) {
    const Triangulation mesh = triangulate(base().mesh);
    double surface = 0.0;
    for (Eigen::Index t = 0; t < mesh.vertices.rows(); ++t) {
        if (base().faceParts[mesh.faces[t]] == TemplatePart::Body) {
            const auto corner = [&](int k) -> Eigen::Vector3f {
                return base().mesh.positions.row(mesh.vertices(t, k)).transpose();
            };
            surface += 0.5 * (corner(1) - corner(0)).cross(corner(2) - corner(0)).norm();
        }
    }
    double sum = 0.0;
    const std::vector<std::uint8_t> valid = codec().validTexels();
    for (size_t i = 0; i < valid.size(); ++i) {
        ASSERT_EQ(codec().texelWeights()[i] > 0.0F, valid[i] == 1) << i;
        sum += codec().texelWeights()[i];
    }
    EXPECT_NEAR(sum, surface, 1e-3);
    EXPECT_NEAR(surface, 1.6, 0.3);
}

/// What rasterising the surface into the same layout gives: NaN where a texel's centre is outside.
Eigen::MatrixX3f rasterised(const UvCharts& charts, const ChartLayout& layout,
                            const Points& offsets) {
    Points places(layout.points.rows(), 3);
    places.leftCols(2) = layout.points.cast<float>();
    places.col(2).setOnes();
    RasterOptions options;
    options.perspective = false;
    const Raster raster = rasterize(places, charts.triangles, kSize, kSize, options);
    Eigen::MatrixX3f map = Eigen::MatrixX3f::Constant(kSize * kSize, 3, NAN);
    for (int i = 0; i < kSize * kSize; ++i) {
        if (raster.triangle[i] >= 0) {
            map.row(i).setZero();
            for (int k = 0; k < 3; ++k) {
                const int vertex = charts.vertex[charts.triangles(raster.triangle[i], k)];
                map.row(i) += raster.barycentric[i][k] * offsets.row(vertex);
            }
        }
    }
    return map;
}

/// Mean first and second difference along rows and columns, millimetres, where @p known has values.
std::array<double, 2> roughness(const Eigen::MatrixX3f& map, const Eigen::MatrixX3f& known,
                                const std::vector<int>& chartOf) {
    std::array<double, 2> sum = {0.0, 0.0};
    int count = 0;
    for (const int step : {1, kSize}) {
        for (int i = 0; i + 2 * step < kSize * kSize; ++i) {
            const bool isInside = i % kSize + 2 < kSize && chartOf[i] >= 0 &&
                                  chartOf[i + step] == chartOf[i] &&
                                  chartOf[i + 2 * step] == chartOf[i];
            const float values = known(i, 0) + known(i + step, 0) + known(i + 2 * step, 0);
            if (isInside && std::isfinite(values)) {
                sum[0] += 1e3 * (map.row(i + step) - map.row(i)).norm();
                sum[1] +=
                    1e3 * (map.row(i + 2 * step) - 2.0F * map.row(i + step) + map.row(i)).norm();
                ++count;
            }
        }
    }
    return {sum[0] / count, sum[1] / count};
}

TEST_F(MapLayout, TexelsVaryAboutAsLittleAsTheSurface) {
    UvCharts charts = *bodyCharts(base());
    evenOutDensity(charts, base().mesh.positions);
    const ChartLayout layout = *packCharts(charts, kSize);
    ASSERT_EQ(layout.owner, codec().chartOf());
    std::array<double, 2> ours = {0.0, 0.0};
    std::array<double, 2> naive = {0.0, 0.0};
    for (const Points& shape : characters(10, 9)) {
        const Points offsets = body(shape) - codec().meanShape();
        const Eigen::MatrixX3f surface = rasterised(charts, layout, offsets);
        const Eigen::MatrixX3f texels = rowsOf(*codec().toMap(shape));
        for (int k = 0; k < 2; ++k) {
            ours[k] += roughness(texels, surface, layout.owner)[k] / 10;
            naive[k] += roughness(surface, surface, layout.owner)[k] / 10;
        }
    }
    RecordProperty("first_difference_um", static_cast<int>(1e3 * ours[0]));
    RecordProperty("second_difference_um", static_cast<int>(1e3 * ours[1]));
    RecordProperty("naive_first_difference_um", static_cast<int>(1e3 * naive[0]));
    RecordProperty("naive_second_difference_um", static_cast<int>(1e3 * naive[1]));
    EXPECT_LT(ours[0], 1.3 * naive[0]);
    EXPECT_LT(ours[1], 1.8 * naive[1]);
}

} // namespace
} // namespace maquette
