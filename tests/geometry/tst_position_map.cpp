// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sampler.h"
#include "core/geometry/chart_packing.h"
#include "core/geometry/position_map.h"
#include "core/geometry/rasterizer.h"
#include "core/geometry/texel_stencil.h"

#include <Eigen/Geometry>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace maquette {
namespace {

constexpr int kSize = 128;

const Result<std::shared_ptr<const Library>>& library() {
    static const auto opened = Library::open(Library::locate());
    return opened;
}

class PositionMapTest : public testing::Test {
protected:
    void SetUp() override {
        if (!library()) {
            GTEST_SKIP() << describe(library().error());
        }
    }

    static const Template& base() { return (*library())->templateMesh(); }

    static const PositionMapCodec& codec() {
        static const PositionMapCodec made = *PositionMapCodec::create(base(), kSize);
        return made;
    }

    static std::vector<Points> characters(int count, std::uint64_t seed) {
        std::vector<Points> shapes;
        Random random(seed);
        for (int i = 0; i < count; ++i) {
            shapes.push_back(*(*library())->shape(sampleCharacter(**library(), random)));
        }
        return shapes;
    }

    static Points body(const Points& shape) { return shape.topRows(kBodyVertices); }
};

using Channels = Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, 3>>;

/// Texels as rows: [texels,3] metres.
Channels rowsOf(const PositionMap& map) {
    return {map.values.data(), static_cast<Eigen::Index>(map.values.size()) / 3, 3};
}

struct Errors {
    double mean = 0.0; ///< millimetres
    double worst = 0.0;
};

Errors roundTrip(const PositionMapCodec& codec, const std::vector<Points>& shapes) {
    Errors errors;
    for (const Points& shape : shapes) {
        const Points back = *codec.fromMap(*codec.toMap(shape));
        const Eigen::VectorXf error = (back - shape.topRows(kBodyVertices)).rowwise().norm();
        errors.mean += 1e3 * error.mean() / static_cast<double>(shapes.size());
        errors.worst = std::max(errors.worst, 1e3 * error.maxCoeff());
    }
    return errors;
}

TEST_F(PositionMapTest, HoldsCharacters) {
    const Errors errors = roundTrip(codec(), characters(100, 7));
    RecordProperty("mean_um", static_cast<int>(1e3 * errors.mean));
    RecordProperty("worst_um", static_cast<int>(1e3 * errors.worst));
    EXPECT_LT(errors.mean, 0.25);
    EXPECT_LT(errors.worst, 4.0);
}

TEST_F(PositionMapTest, HoldsEveryVertexOfCharactersOnceTuned) {
    const auto tuned = codec().tunedTo(characters(64, 99));
    ASSERT_TRUE(tuned) << describe(tuned.error());
    EXPECT_EQ(tuned->hash(), codec().hash());
    const Errors errors = roundTrip(*tuned, characters(100, 7));
    RecordProperty("mean_um", static_cast<int>(1e3 * errors.mean));
    RecordProperty("worst_um", static_cast<int>(1e3 * errors.worst));
    EXPECT_LT(errors.mean, 0.3);
    EXPECT_LT(errors.worst, 3.0);
}

TEST_F(PositionMapTest, SmallMapsHoldCharactersRoughly) {
    const auto small = PositionMapCodec::create(base(), 64);
    ASSERT_TRUE(small) << describe(small.error());
    const Errors errors = roundTrip(*small, characters(10, 7));
    EXPECT_LT(errors.mean, 0.8);
    EXPECT_GT(errors.mean, roundTrip(codec(), characters(10, 7)).mean);
}

/// A bent, twisted and swollen template: smooth, 20 cm at most.
Points bent(const Points& shape) {
    Points moved = shape;
    for (Eigen::Index v = 0; v < shape.rows(); ++v) {
        const float y = shape(v, 1);
        const float twist = 0.2F * y;
        moved(v, 0) = std::cos(twist) * shape(v, 0) - std::sin(twist) * shape(v, 2);
        moved(v, 2) = std::sin(twist) * shape(v, 0) + std::cos(twist) * shape(v, 2) + 0.1F * y * y;
        moved(v, 1) = 1.1F * y;
    }
    return moved;
}

TEST_F(PositionMapTest, SmoothMapsComeBack) {
    const PositionMap map = *codec().toMap(bent(base().mesh.positions));
    const PositionMap again = *codec().toMap(*codec().fromMap(map));
    const Eigen::VectorXf change = (rowsOf(map) - rowsOf(again)).rowwise().norm();
    EXPECT_GT(rowsOf(map).rowwise().norm().maxCoeff(), 0.1F);
    EXPECT_LT(1e3 * change.maxCoeff(), 3.0);
    EXPECT_LT(1e3 * change.sum() / codec().texelCount(), 0.05);
}

TEST_F(PositionMapTest, MeanShapeIsTheZeroMap) {
    const PositionMap map = *codec().toMap(base().mesh.positions);
    EXPECT_EQ(rowsOf(map).cwiseAbs().maxCoeff(), 0.0F);
    EXPECT_EQ(*codec().fromMap(map), body(base().mesh.positions));
}

TEST_F(PositionMapTest, TakesTheBodyAlone) {
    const Points shape = bent(base().mesh.positions);
    EXPECT_EQ(codec().toMap(shape)->values, codec().toMap(body(shape))->values);
}

TEST_F(PositionMapTest, DecoderAverages) {
    const TexelMatrix& decoder = codec().decoder();
    ASSERT_EQ(decoder.rows(), kBodyVertices);
    ASSERT_EQ(decoder.cols(), kSize * kSize);
    const Eigen::VectorXf sums = decoder * Eigen::VectorXf::Ones(decoder.cols());
    EXPECT_NEAR(sums.minCoeff(), 1.0F, 1e-6F);
    EXPECT_NEAR(sums.maxCoeff(), 1.0F, 1e-6F);
    for (Eigen::Index i = 0; i < decoder.nonZeros(); ++i) {
        ASSERT_GT(decoder.valuePtr()[i], 0.0F);
        ASSERT_GE(codec().chartOf()[decoder.innerIndexPtr()[i]], 0);
    }
}

TEST_F(PositionMapTest, SamplesStayInTheirCharts) {
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

TEST_F(PositionMapTest, EveningOutTurnsNoTriangleOver) {
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

TEST_F(PositionMapTest, SeamCopiesAgree) {
    const TexelMatrix& gaps = codec().seamGaps();
    ASSERT_EQ(static_cast<size_t>(gaps.rows()), codec().seamVertices().size());
    EXPECT_GT(gaps.rows(), 1000);
    EXPECT_LT((gaps * Eigen::VectorXf::Ones(gaps.cols())).cwiseAbs().maxCoeff(), 1e-6F);
    for (const Points& shape : characters(5, 8)) {
        const PositionMap map = *codec().toMap(shape);
        const Eigen::VectorXf gap = (gaps * rowsOf(map)).rowwise().norm();
        EXPECT_LT(1e3 * gap.mean(), 0.3);
        EXPECT_LT(1e3 * gap.maxCoeff(), 5.0);
    }
    Eigen::VectorXf shifted = Eigen::VectorXf::Zero(gaps.cols());
    for (Eigen::Index i = 0; i < shifted.size(); ++i) {
        shifted[i] = codec().chartOf()[i] == 0 ? 1.0F : 0.0F;
    }
    EXPECT_NEAR((gaps * shifted).cwiseAbs().maxCoeff(), 1.0F, 1e-6F);
}

TEST_F(PositionMapTest, MirrorsTexelsAsVertices) {
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

TEST_F(PositionMapTest, TexelsStandForTheWholeSurface) {
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

TEST_F(PositionMapTest, TexelsVaryAboutAsLittleAsTheSurface) {
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

TEST_F(PositionMapTest, TwoBuildsAreEqual) {
    const PositionMapCodec again = *PositionMapCodec::create(base(), kSize);
    EXPECT_EQ(again.hash(), codec().hash());
    EXPECT_EQ(again.texelWeights(), codec().texelWeights());
    EXPECT_EQ(again.mirrorTexel(), codec().mirrorTexel());
    const Points shape = bent(base().mesh.positions);
    EXPECT_EQ(again.toMap(shape)->values, codec().toMap(shape)->values);
    EXPECT_NE(PositionMapCodec::create(base(), 64)->hash(), codec().hash());
}

template <typename T> void expectRefused(const Result<T>& result) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::InvalidArgument) << describe(result.error());
}

TEST_F(PositionMapTest, RefusesWrongInput) {
    for (const int size : {-1, 0, 16, 100, 192, 2048}) {
        expectRefused(PositionMapCodec::create(base(), size));
    }
    expectRefused(codec().toMap(Points::Zero(kBodyVertices - 1, 3)));
    Points broken = base().mesh.positions;
    broken(17, 1) = std::numeric_limits<float>::quiet_NaN();
    expectRefused(codec().toMap(broken));
    expectRefused(codec().tunedTo({broken}));
    expectRefused(codec().fromMap(PositionMap{64, std::vector<float>(3 * 64 * 64)}));
    expectRefused(codec().fromMap(PositionMap{kSize, std::vector<float>(3)}));
}

TEST_F(PositionMapTest, RefusesTemplatesWithoutSymmetricBody) {
    expectRefused(PositionMapCodec::create(Template{}, kSize));
    Template other = base();
    other.mesh.uvs.col(0) = other.mesh.uvs.col(0).array().square();
    expectRefused(PositionMapCodec::create(other, kSize));
    other = base();
    std::swap(other.mirrorVertex[0], other.mirrorVertex[1000]);
    expectRefused(PositionMapCodec::create(other, kSize));
    other = base();
    other.faceParts[0] = TemplatePart::Skirt;
    other.faceParts[1] = TemplatePart::Skirt;
    expectRefused(PositionMapCodec::create(other, kSize));
}

} // namespace
} // namespace maquette
