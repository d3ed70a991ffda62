// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/weights.h"

#include "core/nn/densenet.h"
#include "core/nn/tensor_bridge.h"
#include "tests/nn/formula.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

namespace nn = torch::nn;

/// conv.weight [4,3,3,3], conv.bias [4], norm.{weight,bias,running_mean,running_var} [4],
/// norm.num_batches_tracked.
class SmallNetwork : public nn::Module {
public:
    explicit SmallNetwork(std::int64_t channels = 3)
        : conv(register_module("conv", nn::Conv2d(nn::Conv2dOptions(channels, 4, 3)))),
          norm(register_module("norm", nn::BatchNorm2d(4))) {}

    nn::Conv2d conv;
    nn::BatchNorm2d norm;
};

TensorMap smallWeights() {
    return test::formulaWeights(weightsOf(SmallNetwork()).value());
}

void expectSame(const TensorMap& actual, const TensorMap& expected) {
    ASSERT_EQ(actual.size(), expected.size());
    for (const auto& [name, tensor] : expected) {
        ASSERT_TRUE(actual.contains(name)) << name;
        EXPECT_EQ(actual.at(name).shape, tensor.shape) << name;
        EXPECT_TRUE(std::ranges::equal(actual.at(name).bytes, tensor.bytes)) << name;
    }
}

void expectParts(const std::string& message, const std::vector<std::string>& parts) {
    for (const std::string& part : parts) {
        EXPECT_NE(message.find(part), std::string::npos) << part << " in: " << message;
    }
}

TEST(Weights, ComeBackFromTheirFile) {
    const test::TemporaryFolder folder;
    const auto path = folder / "small.safetensors";
    SmallNetwork first;
    ASSERT_TRUE(loadWeights(first, smallWeights()));
    first.norm->num_batches_tracked.fill_(12);
    useChannelsLast(first);
    ASSERT_TRUE(saveWeights(first, path, {{"template", "base"}}));
    SmallNetwork second;
    const Status loaded = loadWeights(second, path);
    ASSERT_TRUE(loaded) << describe(loaded.error());
    expectSame(weightsOf(second).value(), weightsOf(first).value());
    EXPECT_EQ(second.norm->num_batches_tracked.item<std::int64_t>(), 12);
    EXPECT_EQ(readSafetensors(path)->metadata.at("template"), "base");
    EXPECT_TRUE(second.conv->weight.requires_grad());
}

TEST(Weights, AreCopies) {
    SmallNetwork network;
    const TensorMap before = weightsOf(network).value();
    const Bytes bytes(before.at("conv.bias").bytes.begin(), before.at("conv.bias").bytes.end());
    torch::NoGradGuard guard;
    network.conv->bias.add_(1);
    EXPECT_TRUE(std::ranges::equal(before.at("conv.bias").bytes, bytes));
}

TEST(Weights, NamesThatDoNotFitAreAllInOneMessage) {
    const test::TemporaryFolder folder;
    TensorMap tensors = smallWeights();
    tensors.erase("conv.weight");
    tensors.erase("norm.running_mean");
    tensors["extra.weight"] = makeByteTensor<float>(DType::F32, {1}, {0});
    tensors["conv.bias"] = makeByteTensor<float>(DType::F32, {2, 2}, std::vector<float>(4));
    tensors["norm.bias"] =
        makeByteTensor<std::int64_t>(DType::I64, {4}, std::vector<std::int64_t>(4));
    SmallNetwork network;
    const TensorMap before = weightsOf(network).value();
    const Status status = loadWeights(network, tensors);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::InvalidArgument);
    expectParts(status.error().message,
                {"2 missing (conv.weight, norm.running_mean)", "1 unexpected (\"extra.weight\")",
                 "2 of another shape or type (conv.bias: F32[2,2] in the file, [4] in the network",
                 "norm.bias: I64[4] in the file"});
    expectSame(weightsOf(network).value(), before);

    ASSERT_TRUE(writeSafetensors(folder / "other.safetensors", {tensors, {}}));
    const Status named = loadWeights(network, folder / "other.safetensors");
    ASSERT_FALSE(named);
    expectParts(named.error().message, {"other.safetensors does not fit", "conv.weight"});
}

TEST(Weights, LongListsAreCut) {
    SmallNetwork network;
    TensorMap tensors = smallWeights();
    for (int i = 10; i < 30; ++i) {
        tensors["extra" + std::to_string(i)] = makeByteTensor<float>(DType::F32, {1}, {0});
    }
    const Status status = loadWeights(network, tensors);
    ASSERT_FALSE(status);
    expectParts(status.error().message, {"20 unexpected", "\"extra17\" and 12 more"});
}

TEST(Weights, DamagedFilesAreNamed) {
    const test::TemporaryFolder folder;
    ASSERT_TRUE(writeFile(folder / "broken.safetensors", std::string("nothing")));
    SmallNetwork network;
    const Status status = loadWeights(network, folder / "broken.safetensors");
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::UnsupportedFormat);
    expectParts(status.error().message, {"broken.safetensors"});
}

TEST(Weights, TypesThatFilesDoNotHoldAreListed) {
    const test::TemporaryFolder folder;
    SmallNetwork network;
    network.conv->to(torch::kFloat64);
    const Status status = saveWeights(network, folder / "double.safetensors");
    ASSERT_FALSE(status);
    expectParts(status.error().message,
                {"double.safetensors", "conv.weight: Double", "conv.bias: Double"});
    EXPECT_FALSE(std::filesystem::exists(folder / "double.safetensors"));
}

TEST(Weights, CountersOfOldFilesMayBeMissing) {
    SmallNetwork network;
    TensorMap tensors = smallWeights();
    tensors.erase("norm.num_batches_tracked");
    EXPECT_TRUE(loadWeights(network, tensors));
}

TEST(Weights, HalfPrecisionConverts) {
    SmallNetwork network;
    TensorMap tensors = smallWeights();
    const torch::Tensor half = torch::tensor({0.5, -1.0, 2.0, 0.25}).to(torch::kFloat16);
    tensors["conv.bias"] = fromTorch(half).value();
    EXPECT_EQ(tensors["conv.bias"].dtype, DType::F16);
    ASSERT_TRUE(loadWeights(network, tensors));
    EXPECT_EQ(network.conv->bias.scalar_type(), torch::kFloat32);
    EXPECT_TRUE(network.conv->bias.equal(half.to(torch::kFloat32)));
}

TEST(Weights, FurtherInputChannelsStartAtZero) {
    SmallNetwork network(5);
    LoadOptions options;
    EXPECT_FALSE(loadWeights(network, smallWeights(), options));
    options.widen = {"conv.weight"};
    ASSERT_TRUE(loadWeights(network, smallWeights(), options));
    const torch::Tensor expected = toTorch(smallWeights().at("conv.weight"));
    EXPECT_TRUE(network.conv->weight.narrow(1, 0, 3).equal(expected));
    EXPECT_EQ(network.conv->weight.narrow(1, 3, 2).abs().max().item<float>(), 0.0F);
    SmallNetwork narrow(2);
    EXPECT_FALSE(loadWeights(narrow, smallWeights(), options));
}

TEST(Weights, RenamedTensorsMayNotMeet) {
    SmallNetwork network;
    TensorMap tensors = smallWeights();
    tensors["old.bias"] = tensors.at("conv.bias");
    LoadOptions options;
    options.rename = [](const std::string& name) {
        return name == "old.bias" ? "conv.bias" : name;
    };
    const Status both = loadWeights(network, tensors, options);
    ASSERT_FALSE(both);
    expectParts(both.error().message, {"1 unexpected (\"old.bias\")"});
    tensors.erase("conv.bias");
    EXPECT_TRUE(loadWeights(network, tensors, options));
}

TEST(Weights, DenseNetTakesTheOldSpelling) {
    DenseNet network;
    TensorMap old;
    for (const auto& [name, tensor] : test::formulaWeights(weightsOf(*network).value())) {
        std::string spelled = name;
        for (const std::string part : {"norm1", "norm2", "conv1", "conv2"}) {
            if (const auto at = spelled.find("." + part + "."); at != std::string::npos) {
                spelled.insert(at + part.size(), ".");
            }
        }
        old.emplace(spelled, tensor);
    }
    ASSERT_TRUE(old.contains("features.denseblock2.denselayer12.conv.2.weight"));
    const Status loaded = loadWeights(*network, old, network->transferOptions());
    EXPECT_TRUE(loaded) << describe(loaded.error());
}

TEST(TensorBridge, KeepsEveryType) {
    for (const torch::ScalarType type :
         {torch::kUInt8, torch::kFloat16, torch::kFloat32, torch::kInt64}) {
        for (const torch::Tensor& tensor : {torch::arange(6).to(type).view({2, 3}).t(),
                                            torch::zeros({0, 3}, type), torch::full({}, 7, type)}) {
            const auto bytes = fromTorch(tensor);
            ASSERT_TRUE(bytes);
            const torch::Tensor back = toTorch(*bytes);
            EXPECT_EQ(back.scalar_type(), type);
            EXPECT_TRUE(back.equal(tensor));
        }
    }
    EXPECT_FALSE(fromTorch(torch::zeros(1, torch::kBool)));
    EXPECT_THROW(static_cast<void>(toTorch(makeByteTensor<float>(DType::F32, {2}, {0}))),
                 c10::Error);
}

} // namespace
} // namespace maquette
