// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/generator.h"

#include "core/nn/discriminator.h"
#include "core/nn/posterior_encoder.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

GeneratorSettings smallSettings() {
    GeneratorSettings settings;
    settings.coefficients = 5;
    settings.mapNoise = 4;
    settings.width = 16;
    settings.channels = 8;
    settings.mapSide = 32;
    return settings;
}

GeneratorSettings conditional() {
    GeneratorSettings settings = smallSettings();
    settings.condition = GeneratorCondition::Attributes;
    settings.conditionSize = 3;
    return settings;
}

std::shared_ptr<GeneratorImpl> seeded(const GeneratorSettings& settings) {
    torch::manual_seed(3);
    return makeGenerator(settings);
}

std::int64_t parameterCount(const torch::nn::Module& network) {
    std::int64_t count = 0;
    for (const torch::Tensor& parameter : network.parameters()) {
        count += parameter.numel();
    }
    return count;
}

class EveryGenerator : public testing::TestWithParam<GeneratorKind> {};

TEST_P(EveryGenerator, MakesShapeAndTexture) {
    GeneratorSettings settings = conditional();
    settings.kind = GetParam();
    const auto generator = seeded(settings);
    const GeneratedCharacters made =
        generator->forward(torch::randn({2, settings.noise()}), torch::randn({2, 3}));
    EXPECT_EQ(made.numbers.sizes(), (std::vector<std::int64_t>{2, 6}));
    EXPECT_EQ(made.residual.sizes(), (std::vector<std::int64_t>{2, 3, 32, 32}));
    EXPECT_EQ(made.texture.sizes(), made.residual.sizes());
    EXPECT_GE(made.texture.min().item<float>(), 0.0F);
    EXPECT_LE(made.texture.max().item<float>(), 1.0F);
}

TEST_P(EveryGenerator, RefusesAnotherNumberOfNumbers) {
    GeneratorSettings settings = conditional();
    settings.kind = GetParam();
    const auto generator = seeded(settings);
    EXPECT_THROW((void)generator->forward(torch::randn({2, 3}), torch::randn({2, 3})), c10::Error);
    EXPECT_THROW((void)generator->forward(torch::randn({2, settings.noise()})), c10::Error);
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryGenerator,
                         testing::Values(GeneratorKind::Styled, GeneratorKind::Classic));

TEST(StyledGenerator, BeginsAsTheLinearPrior) {
    const GeneratorSettings settings = conditional();
    const auto generator = seeded(settings);
    const LinearPrior prior{torch::randn({6, 3}), torch::randn({6}), torch::randn({6, 6})};
    generator->beginWith(prior);
    const torch::Tensor noise = torch::randn({4, settings.noise()});
    const torch::Tensor condition = torch::randn({4, 3});
    const torch::Tensor expected =
        prior.mean + noise.narrow(1, 0, 6).mm(prior.root.t()) + condition.mm(prior.ofCondition.t());
    const GeneratedCharacters made = generator->forward(noise, condition);
    EXPECT_LT((made.numbers - expected).abs().max().item<float>(), 1e-5F);
    EXPECT_EQ(made.residual.abs().max().item<float>(), 0.0F);
}

TEST(StyledGenerator, TellsNumbersAloneAlike) {
    const auto generator = seeded(smallSettings());
    const torch::Tensor noise = torch::randn({4, generator->settings().noise()});
    const torch::Tensor whole = generator->forward(noise).numbers;
    EXPECT_TRUE(torch::equal(generator->numbers(noise), whole));
}

TEST(StyledGenerator, EveryOptionBuildsAnotherNetwork) {
    const std::int64_t plain = parameterCount(*seeded(smallSettings()));
    GeneratorSettings settings = smallSettings();
    settings.residual = false;
    EXPECT_LT(parameterCount(*seeded(settings)), plain);
    settings = smallSettings();
    settings.attentionSide = 0;
    EXPECT_LT(parameterCount(*seeded(settings)), plain);
}

TEST(StyledGenerator, TextureDependsOnAllNoise) {
    const auto generator = seeded(smallSettings());
    torch::Tensor noise = torch::randn({1, generator->settings().noise()}).requires_grad_();
    generator->forward(noise).texture.square().sum().backward();
    EXPECT_GT(noise.grad().abs().min().item<float>(), 0.0F);
}

TEST(GeneratorSettings, SurviveTheirText) {
    GeneratorSettings settings = conditional();
    settings.kind = GeneratorKind::Classic;
    settings.residual = false;
    const auto read = GeneratorSettings::fromJson(settings.toJson());
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_EQ(read->toJson(), settings.toJson());
}

TEST(GeneratorSettings, RefuseWhatNoNetworkCanHave) {
    const auto refused = [](auto change) {
        GeneratorSettings settings = smallSettings();
        change(settings);
        return !GeneratorSettings::fromJson(settings.toJson());
    };
    EXPECT_TRUE(refused([](auto& s) { s.mapSide = 48; }));
    EXPECT_TRUE(refused([](auto& s) { s.mapSide = 1 << 20; }));
    EXPECT_TRUE(refused([](auto& s) { s.coefficients = -1; }));
    EXPECT_TRUE(refused([](auto& s) { s.conditionSize = 3; }));
    EXPECT_FALSE(refused([](auto&) {}));
    EXPECT_FALSE(GeneratorSettings::fromJson("{\"kind\":\"other\"}"));
    EXPECT_FALSE(GeneratorSettings::fromJson("half of a t"));
}

TEST(MapAttention, AddsNothingBeforeTraining) {
    MapAttention attention(8);
    const torch::Tensor maps = torch::randn({2, 8, 4, 4});
    EXPECT_TRUE(torch::equal(attention->forward(maps), maps));
}

TEST(BatchDeviation, IsSmallWhereAllAreAlike) {
    const torch::Tensor one = torch::randn({1, 3, 4, 4});
    const torch::Tensor same = withBatchDeviation(one.expand({5, -1, -1, -1}));
    EXPECT_EQ(same.size(1), 4);
    EXPECT_LT(same.select(1, 3).max().item<float>(), 1e-3F);
    EXPECT_GT(withBatchDeviation(torch::randn({5, 3, 4, 4})).select(1, 3).min().item<float>(),
              0.5F);
}

TEST(Discriminator, JudgesPicturesAndNumbers) {
    torch::manual_seed(1);
    const auto judge = makeDiscriminator(conditional());
    const torch::Tensor condition = torch::randn({4, 3});
    const torch::Tensor pictures = torch::randn({4, kPictureChannels, 32, 32});
    const torch::Tensor logits = judge->judge(pictures, condition);
    EXPECT_EQ(logits.sizes(), (std::vector<std::int64_t>{4}));
    EXPECT_EQ(judge->judgeNumbers(torch::randn({7, 6}), torch::randn({7, 3})).size(0), 7);
    EXPECT_GT((judge->judge(pictures, -condition) - logits).abs().max().item<float>(), 0.0F);
}

TEST(Discriminator, ClassicJudgesPicturesOnly) {
    GeneratorSettings settings = smallSettings();
    settings.kind = GeneratorKind::Classic;
    const auto judge = makeDiscriminator(settings);
    EXPECT_EQ(judge->judge(torch::randn({4, kPictureChannels, 32, 32}), {}).size(0), 4);
    EXPECT_FALSE(judge->judgeNumbers(torch::randn({7, 6}), {}).defined());
}

TEST(StyledGenerator, KnowsWhatNoiseMadeNumbers) {
    const auto generator = seeded(conditional());
    generator->beginWith({torch::randn({6, 3}), torch::randn({6}), torch::eye(6) + 0.2});
    for (torch::Tensor& parameter : generator->parameters()) { // a flow that bends
        const torch::NoGradGuard noGradients;
        parameter.add_(0.1 * torch::randn_like(parameter));
    }
    const torch::Tensor noise = torch::randn({4, generator->settings().noise()});
    const torch::Tensor condition = torch::randn({4, 3});
    const auto origin = generator->originOf(generator->numbers(noise, condition), condition);
    EXPECT_LT((origin.noise - noise.narrow(1, 0, 6)).abs().max().item<float>(), 1e-3F);
    EXPECT_EQ(origin.logLikelihood.sizes(), (std::vector<std::int64_t>{4}));
}

TEST(CouplingFlow, KnowsTheVolumeThatItChanges) {
    torch::manual_seed(4);
    CouplingFlow flow(4, 0, 8, 4);
    for (torch::Tensor& parameter : flow->parameters()) {
        const torch::NoGradGuard noGradients;
        parameter.add_(0.3 * torch::randn_like(parameter));
    }
    const torch::Tensor numbers = torch::randn({1, 4});
    const torch::Tensor volume = flow->inverse(numbers).logVolume;
    torch::Tensor jacobian = torch::empty({4, 4}, torch::kFloat64);
    constexpr double kStep = 1e-2;
    for (std::int64_t i = 0; i < 4; ++i) {
        torch::Tensor step = torch::zeros({1, 4});
        step[0][i] = kStep;
        jacobian[i].copy_(
            (flow->inverse(numbers + step).noise - flow->inverse(numbers - step).noise)[0] /
            (2 * kStep));
    }
    EXPECT_NEAR(volume.item<double>(), torch::linalg_det(jacobian).abs().log().item<double>(),
                0.02);
}

TEST(PosteriorEncoder, ReadsTheNoiseOfMaps) {
    torch::manual_seed(2);
    const GeneratorSettings settings = smallSettings();
    PosteriorEncoder encoder(settings);
    const Posterior code =
        encoder->forward(torch::randn({3, kPictureChannels, 32, 32}), torch::randn({3, 6}));
    EXPECT_EQ(code.mean.sizes(), (std::vector<std::int64_t>{3, settings.mapNoise}));
    EXPECT_EQ(code.logVariance.sizes(), code.mean.sizes());
    EXPECT_TRUE(torch::equal(code.sample(torch::zeros_like(code.mean)), code.mean));
}

} // namespace
} // namespace maquette
