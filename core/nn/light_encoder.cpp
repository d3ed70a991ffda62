// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/light_encoder.h"

namespace maquette {
namespace {

namespace nn = torch::nn;

constexpr double kSlope = 0.1; ///< of LeakyReLU below zero

nn::Conv2d convolution(std::int64_t in, std::int64_t out, std::int64_t stride) {
    nn::Conv2d made(nn::Conv2dOptions(in, out, 3).stride(stride).padding(1).bias(false));
    nn::init::kaiming_normal_(made->weight, kSlope, torch::kFanOut, torch::kLeakyReLU);
    return made;
}

torch::Tensor leaky(torch::Tensor x) {
    return torch::leaky_relu_(x, kSlope);
}

class LightStageImpl : public nn::Module {
public:
    LightStageImpl(std::int64_t in, std::int64_t out)
        : m_down(register_module("down", convolution(in, out, 2))),
          m_norm(register_module("norm", nn::BatchNorm2d(out))),
          m_conv1(register_module("conv1", convolution(out, out, 1))),
          m_norm1(register_module("norm1", nn::BatchNorm2d(out))),
          m_conv2(register_module("conv2", convolution(out, out, 1))),
          m_norm2(register_module("norm2", nn::BatchNorm2d(out))) {}

    torch::Tensor forward(const torch::Tensor& input) {
        const torch::Tensor x = leaky(m_norm->forward(m_down->forward(input)));
        torch::Tensor y = leaky(m_norm1->forward(m_conv1->forward(x)));
        y = m_norm2->forward(m_conv2->forward(y));
        return leaky(y.add_(x));
    }

private:
    nn::Conv2d m_down;
    nn::BatchNorm2d m_norm;
    nn::Conv2d m_conv1;
    nn::BatchNorm2d m_norm1;
    nn::Conv2d m_conv2;
    nn::BatchNorm2d m_norm2;
};
TORCH_MODULE(LightStage);

} // namespace

LightEncoderImpl::LightEncoderImpl(const LightEncoderOptions& options) : m_options(options) {
    checkEncoderSettings(options.inputChannels, /*classes=*/0);
    TORCH_CHECK(options.width >= 8 && options.width <= 64 && options.width % 8 == 0,
                "the light encoder's width is a multiple of 8 from 8 to 64, not ", options.width);
    m_stem = register_module("stem", convolution(options.inputChannels, options.width, 2));
    m_stemNorm = register_module("stem_norm", nn::BatchNorm2d(options.width));
    nn::Sequential stages;
    std::int64_t channels = options.width;
    for (const std::int64_t next : stageChannels()) {
        stages->push_back(LightStage(channels, next));
        channels = next;
    }
    m_stages = register_module("stages", stages);
}

EncoderOutput LightEncoderImpl::forward(const torch::Tensor& image) {
    checkEncoderInput(image, m_options.inputChannels);
    torch::Tensor x = leaky(m_stemNorm->forward(m_stem->forward(image)));
    EncoderStages<torch::Tensor> stages;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        x = m_stages[i]->as<LightStage>()->forward(x);
        stages[i] = x;
    }
    nn::Linear none{nullptr};
    return encoderOutput(std::move(stages), none);
}

EncoderStages<std::int64_t> LightEncoderImpl::stageChannels() const {
    const std::int64_t width = m_options.width;
    return {2 * width, 4 * width, 8 * width, 12 * width};
}

LoadOptions LightEncoderImpl::transferOptions() const {
    LoadOptions options;
    options.widen = {"stem.weight"};
    return options;
}

} // namespace maquette
