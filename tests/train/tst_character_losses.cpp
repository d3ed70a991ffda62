// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/character_losses.h"

#include "core/train/learn_shape_space.h"
#include "tests/train/small_set.h"

#include <gtest/gtest.h>

#include <numeric>

namespace maquette {
namespace {

using test::smallSet;

constexpr std::int64_t kCount = 6;

/// A network's answer that is right as far as the shape space reaches.
CharacterOutput rightAnswer(const ShapeSpace& space, const CharacterLosses& losses,
                            const std::vector<std::int64_t>& samples, const CharacterTruth& truth) {
    CharacterOutput output;
    std::vector<torch::Tensor> coefficients;
    for (const std::int64_t sample : samples) {
        const std::int64_t person =
            smallSet()->dataset().samples()[static_cast<std::size_t>(sample)].identity;
        Eigen::VectorXf c = space.coefficients(normalizedShape(smallSet()->identityShape(person)));
        coefficients.push_back(torch::from_blob(c.data(), {c.size()}).clone());
    }
    output.coefficients = torch::stack(coefficients);
    output.height = truth.height;
    output.rotations = truth.rotations;
    output.scales = torch::zeros({kCount, truth.heads.size(1)});
    output.camera = truth.camera;
    output.focal = torch::log(truth.focal / 2.0);
    output.guesses = losses.truePlaces(truth);
    return output;
}

TEST(BodyReading, ReadsWhatTheWholeBodyHas) {
    const auto space = learnShapeSpace(smallSet()->dataset(), 12, 100);
    ASSERT_TRUE(space) << describe(space.error());
    const auto codec = PositionMapCodec::create(test::library()->templateMesh(), 32);
    ASSERT_TRUE(codec) << describe(codec.error());
    std::vector<int> all(kBodyVertices);
    std::iota(all.begin(), all.end(), 0);
    torch::manual_seed(2);
    CharacterOutput output;
    output.coefficients = torch::randn({2, 12});
    for (const bool hasResidual : {false, true}) {
        output.residual = hasResidual ? 0.01 * torch::randn({2, 3, 32, 32}) : torch::Tensor();
        const torch::Tensor whole =
            BodyReading(*space, codec->decoder(), someVertices(all))(output);
        const torch::Tensor some =
            BodyReading(*space, codec->decoder(), someVertices({5, 9000}))(output);
        const torch::Tensor ways =
            BodyReading(*space, codec->decoder(), edgeWays({{5, 9000}, {9000, 77}}))(output);
        EXPECT_LT((some.select(1, 1) - whole.select(1, 9000)).abs().max().item<float>(), 1e-5F);
        EXPECT_LT((ways.select(1, 0) - whole.select(1, 5) + whole.select(1, 9000))
                      .abs()
                      .max()
                      .item<float>(),
                  1e-5F);
        const Eigen::VectorXf c = Eigen::Map<const Eigen::VectorXf>(
            output.coefficients.data_ptr<float>(), output.coefficients.size(1));
        const Eigen::RowVector3f vertex = space->shape(c).row(77);
        EXPECT_EQ(hasResidual, std::abs(whole[0][77][1].item<float>() - vertex.y()) > 1e-5F);
    }
}

TEST(CharacterLosses, TruthCostsNextToNothing) {
    const auto& train = smallSet()->samples(Split::Train);
    const std::vector<std::int64_t> samples(train.begin(), train.begin() + kCount);
    AugmentOptions none;
    none.enabled = false;
    const CharacterTruth truth = smallSet()->batch(samples, none, Random(0)).truth;
    const auto space = learnShapeSpace(smallSet()->dataset(), 24, 100);
    ASSERT_TRUE(space) << describe(space.error());
    TrainOptions options;
    options.network.bones = truth.heads.size(1);
    options.network.joints = {{0, -1}, {1, 0}};
    const auto losses = CharacterLosses::create(*test::library(), *space, options);
    ASSERT_TRUE(losses) << describe(losses.error());

    CharacterOutput output = rightAnswer(*space, *losses, samples, truth);
    const auto right = (*losses)(output, truth).parts;
    EXPECT_LT(right.at("vertices_mm").item<float>(), 4.0F); // what so few directions leave
    EXPECT_LT(right.at("joints_mm").item<float>(), 8.0F);
    EXPECT_LT(right.at("pixels_percent").item<float>(), 0.6F);
    EXPECT_LT(right.at("silhouette_percent").item<float>(), 4.0F);
    EXPECT_LT(right.at("rotations").item<float>(), 1e-6F);

    output.camera = output.camera + torch::tensor({0.1F, 0.0F, 0.0F});
    const auto aside = (*losses)(output, truth).parts;
    EXPECT_GT(aside.at("silhouette_percent").item<float>(), 20.0F);
    EXPECT_NEAR(aside.at("vertices_mm").item<float>(), right.at("vertices_mm").item<float>(),
                1e-3F);
}

} // namespace
} // namespace maquette
