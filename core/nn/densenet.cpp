// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/densenet.h"

namespace maquette {
namespace {

namespace nn = torch::nn;

constexpr std::int64_t kGrowth = 32; ///< features that a layer adds
constexpr std::int64_t kWithin = 4;  ///< features within a layer, as a multiple of those
constexpr std::array kLayers{6, 12, 24, 16};

nn::Conv2d convolution(std::int64_t in, std::int64_t out, std::int64_t size,
                       std::int64_t stride = 1) {
    nn::Conv2d made(nn::Conv2dOptions(in, out, size).stride(stride).padding(size / 2).bias(false));
    nn::init::kaiming_normal_(made->weight);
    return made;
}

class DenseLayerImpl : public nn::Module {
public:
    explicit DenseLayerImpl(std::int64_t in)
        : m_norm1(register_module("norm1", nn::BatchNorm2d(in))),
          m_conv1(register_module("conv1", convolution(in, kWithin * kGrowth, 1))),
          m_norm2(register_module("norm2", nn::BatchNorm2d(kWithin * kGrowth))),
          m_conv2(register_module("conv2", convolution(kWithin * kGrowth, kGrowth, 3))) {}

    torch::Tensor forward(const torch::Tensor& before) {
        torch::Tensor x = m_conv1->forward(m_norm1->forward(before).relu_());
        return m_conv2->forward(m_norm2->forward(x).relu_());
    }

private:
    nn::BatchNorm2d m_norm1;
    nn::Conv2d m_conv1;
    nn::BatchNorm2d m_norm2;
    nn::Conv2d m_conv2;
};
TORCH_MODULE(DenseLayer);

class DenseBlockImpl : public nn::Module {
public:
    DenseBlockImpl(std::int64_t in, int layers) {
        for (int i = 0; i < layers; ++i) {
            m_layers.push_back(register_module("denselayer" + std::to_string(i + 1),
                                               DenseLayer(in + i * kGrowth)));
        }
    }

    torch::Tensor forward(torch::Tensor x) {
        for (DenseLayer& layer : m_layers) {
            x = torch::cat({x, layer->forward(x)}, 1);
        }
        return x;
    }

private:
    std::vector<DenseLayer> m_layers;
};
TORCH_MODULE(DenseBlock);

class TransitionImpl : public nn::Module {
public:
    explicit TransitionImpl(std::int64_t in)
        : m_norm(register_module("norm", nn::BatchNorm2d(in))),
          m_conv(register_module("conv", convolution(in, in / 2, 1))) {}

    torch::Tensor forward(const torch::Tensor& x) {
        return torch::avg_pool2d(m_conv->forward(m_norm->forward(x).relu_()), 2);
    }

private:
    nn::BatchNorm2d m_norm;
    nn::Conv2d m_conv;
};
TORCH_MODULE(Transition);

/// "features.….norm.1.weight" as "features.….norm1.weight".
std::string currentName(std::string name) {
    for (const std::string kind : {".norm.", ".conv."}) {
        const std::size_t at = name.find(kind);
        const std::size_t digit = at + kind.size();
        if (at != std::string::npos && digit < name.size() &&
            (name[digit] == '1' || name[digit] == '2')) {
            name.erase(digit - 1, 1);
        }
    }
    return name;
}

} // namespace

DenseNetImpl::DenseNetImpl(const DenseNetOptions& options) : m_options(options) {
    checkEncoderSettings(options.inputChannels, options.classes);
    nn::Sequential features;
    features->push_back("conv0", convolution(options.inputChannels, m_channels, 7, 2));
    features->push_back("norm0", nn::BatchNorm2d(m_channels));
    features->push_back("relu0", nn::ReLU(nn::ReLUOptions(/*inplace=*/true)));
    features->push_back("pool0", nn::MaxPool2d(nn::MaxPool2dOptions(3).stride(2).padding(1)));
    for (std::size_t i = 0; i < kLayers.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        features->push_back("denseblock" + number, DenseBlock(m_channels, kLayers[i]));
        m_channels += kLayers[i] * kGrowth;
        m_stageChannels[i] = m_channels;
        if (i + 1 < kLayers.size()) {
            features->push_back("transition" + number, Transition(m_channels));
            m_channels /= 2;
        }
    }
    features->push_back("norm5", nn::BatchNorm2d(m_channels));
    m_features = register_module("features", features);
    if (options.classes > 0) {
        m_classifier = register_module("classifier", nn::Linear(m_channels, options.classes));
        nn::init::zeros_(m_classifier->bias);
    }
}

EncoderOutput DenseNetImpl::forward(const torch::Tensor& image) {
    checkEncoderInput(image, m_options.inputChannels);
    EncoderStages<torch::Tensor> stages;
    std::size_t stage = 0;
    torch::Tensor x = image;
    for (auto& layer : *m_features) {
        x = layer.forward<torch::Tensor>(x);
        if (stage + 1 < stages.size() && layer.ptr()->as<DenseBlock>() != nullptr) {
            stages[stage] = x;
            ++stage;
        }
    }
    stages.back() = x.relu_();
    return encoderOutput(std::move(stages), m_classifier);
}

LoadOptions DenseNetImpl::transferOptions() const {
    LoadOptions options;
    options.rename = currentName;
    options.widen = {"features.conv0.weight"};
    if (m_options.classes == 0) {
        options.ignore = {"classifier."};
    }
    return options;
}

} // namespace maquette
