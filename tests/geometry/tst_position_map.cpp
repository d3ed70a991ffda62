// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/geometry/position_map_fixture.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maquette {
namespace {

using namespace test;

class PositionMaps : public PositionMapTest {};

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

TEST_F(PositionMaps, HoldsCharacters) {
    const Errors errors = roundTrip(codec(), characters(100, 7));
    RecordProperty("mean_um", static_cast<int>(1e3 * errors.mean));
    RecordProperty("worst_um", static_cast<int>(1e3 * errors.worst));
    EXPECT_LT(errors.mean, 0.25);
    EXPECT_LT(errors.worst, 4.0);
}

TEST_F(PositionMaps, HoldsEveryVertexOfCharactersOnceTuned) {
    const auto tuned = codec().tunedTo(characters(64, 99));
    ASSERT_TRUE(tuned) << describe(tuned.error());
    EXPECT_EQ(tuned->hash(), codec().hash());
    const Errors errors = roundTrip(*tuned, characters(100, 7));
    RecordProperty("mean_um", static_cast<int>(1e3 * errors.mean));
    RecordProperty("worst_um", static_cast<int>(1e3 * errors.worst));
    EXPECT_LT(errors.mean, 0.3);
    EXPECT_LT(errors.worst, 3.0);
}

TEST_F(PositionMaps, SmallMapsHoldCharactersRoughly) {
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

TEST_F(PositionMaps, SmoothMapsComeBack) {
    const PositionMap map = *codec().toMap(bent(base().mesh.positions));
    const PositionMap again = *codec().toMap(*codec().fromMap(map));
    const Eigen::VectorXf change = (rowsOf(map) - rowsOf(again)).rowwise().norm();
    EXPECT_GT(rowsOf(map).rowwise().norm().maxCoeff(), 0.1F);
    EXPECT_LT(1e3 * change.maxCoeff(), 3.0);
    EXPECT_LT(1e3 * change.sum() / codec().texelCount(), 0.05);
}

TEST_F(PositionMaps, MeanShapeIsTheZeroMap) {
    const PositionMap map = *codec().toMap(base().mesh.positions);
    EXPECT_EQ(rowsOf(map).cwiseAbs().maxCoeff(), 0.0F);
    EXPECT_EQ(*codec().fromMap(map), body(base().mesh.positions));
}

TEST_F(PositionMaps, TakesTheBodyAlone) {
    const Points shape = bent(base().mesh.positions);
    EXPECT_EQ(codec().toMap(shape)->values, codec().toMap(body(shape))->values);
}

TEST_F(PositionMaps, DecoderAverages) {
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

TEST_F(PositionMaps, SeamCopiesAgree) {
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

TEST_F(PositionMaps, TwoBuildsAreEqual) {
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

TEST_F(PositionMaps, RefusesWrongInput) {
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

TEST_F(PositionMaps, RefusesTemplatesWithoutSymmetricBody) {
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
