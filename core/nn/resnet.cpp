// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/resnet.h"

namespace maquette {
namespace {

namespace nn = torch::nn;

constexpr std::int64_t kBottleneck = 4; ///< features of a three-convolution block a feature within

nn::Conv2d convolution(std::int64_t in, std::int64_t out, std::int64_t size, std::int64_t stride) {
    nn::Conv2d made(nn::Conv2dOptions(in, out, size).stride(stride).padding(size / 2).bias(false));
    nn::init::kaiming_normal_(made->weight, /*a=*/0, torch::kFanOut, torch::kReLU);
    return made;
}

struct Step {
    std::int64_t out;
    std::int64_t size; ///< of the kernel
    std::int64_t stride;
};

/// Either kind of block: convolutions with norms, and what is added to them.
class ResidualBlockImpl : public nn::Module {
public:
    ResidualBlockImpl(std::int64_t in, const std::vector<Step>& steps) {
        std::int64_t channels = in;
        std::int64_t stride = 1;
        for (const Step& step : steps) {
            const std::string number = std::to_string(m_convolutions.size() + 1);
            m_convolutions.push_back(register_module(
                "conv" + number, convolution(channels, step.out, step.size, step.stride)));
            m_norms.push_back(register_module("bn" + number, nn::BatchNorm2d(step.out)));
            channels = step.out;
            stride *= step.stride;
        }
        if (stride != 1 || channels != in) {
            m_downsample =
                register_module("downsample", nn::Sequential(convolution(in, channels, 1, stride),
                                                             nn::BatchNorm2d(channels)));
        }
    }

    torch::Tensor forward(const torch::Tensor& input) {
        torch::Tensor x = input;
        for (std::size_t i = 0; i < m_convolutions.size(); ++i) {
            x = i > 0 ? x.relu_() : x;
            x = m_norms[i]->forward(m_convolutions[i]->forward(x));
        }
        x += m_downsample ? m_downsample->forward(input) : input;
        return x.relu_();
    }

private:
    std::vector<nn::Conv2d> m_convolutions;
    std::vector<nn::BatchNorm2d> m_norms;
    nn::Sequential m_downsample{nullptr};
};
TORCH_MODULE(ResidualBlock);

std::array<int, 4> blocksOf(int depth) {
    switch (depth) {
    case 18:
        return {2, 2, 2, 2};
    case 34:
    case 50:
        return {3, 4, 6, 3};
    default:
        TORCH_CHECK(false, "ResNet has 18, 34 or 50 layers here, not ", depth);
    }
}

} // namespace

ResNetImpl::ResNetImpl(const ResNetOptions& options) : m_options(options) {
    checkEncoderSettings(options.inputChannels, options.classes);
    const std::array<int, 4> blocks = blocksOf(options.depth);
    m_conv1 = register_module("conv1", convolution(options.inputChannels, m_channels, 7, 2));
    m_bn1 = register_module("bn1", nn::BatchNorm2d(m_channels));
    std::int64_t width = m_channels;
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        m_layers[i] = register_module("layer" + std::to_string(i + 1),
                                      makeLayer(width, blocks[i], i == 0 ? 1 : 2));
        m_stageChannels[i] = m_channels;
        width *= 2;
    }
    if (options.classes > 0) {
        m_fc = register_module("fc", nn::Linear(m_channels, options.classes));
    }
}

nn::Sequential ResNetImpl::makeLayer(std::int64_t width, int blocks, std::int64_t stride) {
    nn::Sequential layer;
    for (int i = 0; i < blocks; ++i) {
        const std::int64_t step = i == 0 ? stride : 1;
        const std::vector<Step> steps =
            m_options.depth < 50
                ? std::vector<Step>{{width, 3, step}, {width, 3, 1}}
                : std::vector<Step>{{width, 1, 1}, {width, 3, step}, {width * kBottleneck, 1, 1}};
        layer->push_back(ResidualBlock(m_channels, steps));
        m_channels = steps.back().out;
    }
    return layer;
}

EncoderOutput ResNetImpl::forward(const torch::Tensor& image) {
    checkEncoderInput(image, m_options.inputChannels);
    torch::Tensor x = m_bn1->forward(m_conv1->forward(image)).relu_();
    x = torch::max_pool2d(x, /*kernel_size=*/3, /*stride=*/2, /*padding=*/1);
    EncoderStages<torch::Tensor> stages;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        x = m_layers[i]->forward(x);
        stages[i] = x;
    }
    return encoderOutput(std::move(stages), m_fc);
}

LoadOptions ResNetImpl::transferOptions() const {
    LoadOptions options;
    options.widen = {"conv1.weight"};
    if (m_options.classes == 0) {
        options.ignore = {"fc."};
    }
    return options;
}

} // namespace maquette
