// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// reference/encoders.json holds what torchvision computes with the formula's weights, in 64-bit
// numbers.
#include "core/nn/encoder.h"

#include "core/nn/tensor_bridge.h"
#include "tests/nn/formula.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace maquette {
namespace {

using Shape = std::vector<std::int64_t>;

struct Kind {
    const char* name;
    EncoderKind kind;
    std::int64_t channels;
};

void PrintTo(const Kind& kind, std::ostream* out) {
    *out << kind.name;
}

constexpr std::array kKinds{
    Kind{"resnet18", EncoderKind::ResNet18, 512}, Kind{"resnet34", EncoderKind::ResNet34, 512},
    Kind{"resnet50", EncoderKind::ResNet50, 2048},
    Kind{"densenet121", EncoderKind::DenseNet121, 1024}, Kind{"light", EncoderKind::Light, 192}};

std::shared_ptr<EncoderImpl> formulaEncoder(EncoderKind kind, const EncoderSettings& settings) {
    auto encoder = makeEncoder(kind, settings);
    const Status loaded = loadWeights(*encoder, test::formulaWeights(weightsOf(*encoder).value()));
    EXPECT_TRUE(loaded) << describe(loaded.error());
    encoder->eval();
    return encoder;
}

/// Largest difference, relative to the larger of a value and the typical magnitude.
double largestError(const torch::Tensor& actual, const std::vector<double>& expected,
                    double magnitude) {
    const torch::Tensor values = actual.to(torch::kFloat64).contiguous();
    double largest = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double difference = std::abs(values.data_ptr<double>()[i] - expected[i]);
        largest = std::max(largest, difference / std::max(std::abs(expected[i]), magnitude));
    }
    return largest;
}

/// Runs one case of the reference; the largest relative error of any of its numbers.
double errorOf(const nlohmann::json& expected, EncoderKind kind) {
    const torch::InferenceMode guard;
    constexpr std::int64_t kClasses = 1000;
    const auto encoder = formulaEncoder(kind, {3, kClasses});
    const auto output = encoder->forward(toTorch(test::formulaImage(expected["input"])));
    EXPECT_EQ(output.map.sizes().vec(), expected["map_shape"].get<Shape>());
    EXPECT_EQ(output.logits.size(1), kClasses);
    const double magnitude = expected["pooled_magnitude"];
    const auto places = torch::tensor(expected["places"].get<Shape>());
    const auto logits = expected["logits"].get<std::vector<double>>();
    const torch::Tensor first =
        output.logits[-1].narrow(0, 0, static_cast<std::int64_t>(logits.size()));
    return std::max(
        {largestError(output.map.flatten().index_select(0, places), expected["map"], magnitude),
         largestError(output.pooled.mean(), {expected["pooled_mean"]}, magnitude),
         largestError(output.pooled.abs().mean(), {magnitude}, magnitude),
         largestError(first, logits, magnitude)});
}

class Encoders : public testing::TestWithParam<Kind> {};
class TorchvisionEncoders : public Encoders {};

TEST_P(TorchvisionEncoders, AgreeWithTorchvision) {
    const Bytes text =
        readFile(std::string(MAQUETTE_SOURCE_DIR) + "/tests/nn/reference/encoders.json").value();
    const auto reference = nlohmann::json::parse(text);
    int cases = 0;
    for (const auto& expected : reference["cases"]) {
        if (expected["network"] == GetParam().name) {
            const double error = errorOf(expected, GetParam().kind);
            std::cout << "largest error: " << error << "\n";
            EXPECT_LT(error, 1e-4) << expected["input"];
            ++cases;
        }
    }
    EXPECT_EQ(cases, 2);
}

TEST_P(Encoders, GiveFeaturesOfTheSizeTheySay) {
    const torch::InferenceMode guard;
    const auto encoder = formulaEncoder(GetParam().kind, {});
    EXPECT_EQ(encoder->channels(), GetParam().channels);
    const auto output = encoder->forward(toTorch(test::formulaImage({2, 3, 64, 96})));
    EXPECT_EQ(output.map.sizes().vec(), (Shape{2, GetParam().channels, 2, 3}));
    EXPECT_EQ(output.pooled.sizes().vec(), (Shape{2, GetParam().channels}));
    EXPECT_TRUE(torch::allclose(output.pooled, output.map.mean({2, 3})));
    EXPECT_GT(output.pooled.std().item<double>(), 1e-3);
    EXPECT_FALSE(output.logits.defined());
}

TEST_P(Encoders, ComputeTheSameInChannelsLast) {
    const torch::InferenceMode guard;
    const auto encoder = formulaEncoder(GetParam().kind, {});
    const torch::Tensor image = toTorch(test::formulaImage({2, 3, 96, 64}));
    const EncoderOutput before = encoder->forward(image);
    const TensorMap weights = weightsOf(*encoder).value();
    useChannelsLast(*encoder);
    const EncoderOutput after =
        encoder->forward(image.contiguous(torch::MemoryFormat::ChannelsLast));
    EXPECT_TRUE(after.map.is_contiguous(torch::MemoryFormat::ChannelsLast));
    const double largest = before.map.abs().max().item<double>();
    EXPECT_LT((after.map - before.map).abs().max().item<double>(), 1e-5 * largest);
    EXPECT_LT((after.pooled - before.pooled).abs().max().item<double>(), 1e-5 * largest);
    const TensorMap same = weightsOf(*encoder).value();
    for (const auto& [name, tensor] : same) {
        EXPECT_TRUE(std::ranges::equal(tensor.bytes, weights.at(name).bytes)) << name;
    }
}

TEST_P(Encoders, TrainEveryParameter) {
    const bool light = GetParam().kind == EncoderKind::Light;
    const auto encoder = formulaEncoder(GetParam().kind, {5, light ? 0 : 7});
    encoder->train();
    const auto output = encoder->forward(toTorch(test::formulaImage({2, 5, 64, 64})));
    torch::Tensor loss = output.map.square().mean() + output.pooled.square().mean();
    if (output.logits.defined()) {
        loss = loss + output.logits.square().mean();
    }
    loss.backward();
    for (const auto& item : encoder->named_parameters()) {
        ASSERT_TRUE(item.value().grad().defined()) << item.key();
        const double size = item.value().grad().abs().sum().item<double>();
        EXPECT_TRUE(std::isfinite(size) && size > 0) << item.key() << ": " << size;
    }
}

TEST_P(Encoders, IgnoreFurtherChannelsAfterTransfer) {
    const torch::Tensor image = toTorch(test::formulaImage({1, 5, 64, 64}));
    const bool light = GetParam().kind == EncoderKind::Light;
    const auto narrow = formulaEncoder(GetParam().kind, {3, light ? 0 : 7});
    const auto wide = makeEncoder(GetParam().kind, {5, 0});
    wide->eval();
    const TensorMap weights = weightsOf(*narrow).value();
    const Status loaded = loadWeights(*wide, weights, wide->transferOptions());
    ASSERT_TRUE(loaded) << describe(loaded.error());
    const torch::Tensor expected = narrow->forward(image.narrow(1, 0, 3)).map;
    EXPECT_TRUE(torch::allclose(wide->forward(image).map, expected, 1e-4, 1e-5));
    EXPECT_FALSE(loadWeights(*wide, weights));
}

TEST_P(Encoders, RefuseOtherInputs) {
    const auto encoder = makeEncoder(GetParam().kind, {4, 0});
    for (const Shape& shape : {Shape{1, 3, 64, 64}, Shape{1, 4, 31, 64}, Shape{4, 64, 64}}) {
        EXPECT_THROW(static_cast<void>(encoder->forward(torch::zeros(shape))), c10::Error);
    }
    EXPECT_THROW(makeEncoder(GetParam().kind, {0, 0}), c10::Error);
    EXPECT_THROW(makeEncoder(GetParam().kind, {3, -1}), c10::Error);
}

INSTANTIATE_TEST_SUITE_P(All, TorchvisionEncoders,
                         testing::ValuesIn(kKinds.begin(), kKinds.end() - 1),
                         [](const auto& test) { return std::string(test.param.name); });
INSTANTIATE_TEST_SUITE_P(All, Encoders, testing::ValuesIn(kKinds),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(LightEncoderSize, IsBetweenOneAndTwoMillion) {
    std::int64_t count = 0;
    for (const torch::Tensor& parameter : makeEncoder(EncoderKind::Light)->parameters()) {
        count += parameter.numel();
    }
    EXPECT_GT(count, 1'000'000);
    EXPECT_LT(count, 2'000'000);
}

} // namespace
} // namespace maquette
