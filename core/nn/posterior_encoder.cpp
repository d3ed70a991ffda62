// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/posterior_encoder.h"

namespace maquette {
namespace {

namespace nn = torch::nn;

nn::LeakyReLU leaky() {
    return nn::LeakyReLU(nn::LeakyReLUOptions().negative_slope(kMapSlope));
}

} // namespace

PosteriorEncoderImpl::PosteriorEncoderImpl(const GeneratorSettings& settings) {
    const std::int64_t width = settings.width;
    m_pictures = register_module("pictures", MapEncoderStack(settings, width, /*deviation=*/false));
    m_trunk = register_module(
        "trunk",
        nn::Sequential(nn::Linear(width + settings.numbers() + settings.conditionSize, width),
                       leaky(), nn::Linear(width, width), leaky()));
    m_mean = register_module("mean", nn::Linear(width, settings.mapNoise));
    m_logVariance = register_module("log_variance", nn::Linear(width, settings.mapNoise));
    const torch::NoGradGuard noGradients;
    m_logVariance->weight.zero_();
    m_logVariance->bias.zero_();
}

Posterior PosteriorEncoderImpl::forward(const torch::Tensor& pictures, const torch::Tensor& noise,
                                        const torch::Tensor& condition) {
    std::vector<torch::Tensor> seen = {m_pictures->forward(pictures), noise};
    if (condition.defined()) {
        seen.push_back(condition);
    }
    const torch::Tensor features = m_trunk->forward(torch::cat(seen, 1));
    return {m_mean->forward(features), m_logVariance->forward(features).clamp(-10.0, 2.0)};
}

} // namespace maquette
