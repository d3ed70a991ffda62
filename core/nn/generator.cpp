// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/generator.h"

#include "core/nn/weights.h"

namespace maquette {
namespace {

namespace nn = torch::nn;

constexpr std::int64_t kSeedSide = 4;
constexpr std::int64_t kMostChannels = 128;
constexpr std::int64_t kFlowWidth = 64;
constexpr double kResidualReach = 0.01; ///< metres
constexpr double kClassicReach = 0.4;   ///< metres

nn::LeakyReLU leaky() {
    return nn::LeakyReLU(nn::LeakyReLUOptions().negative_slope(kMapSlope));
}

/// Features of maps of a side.
std::int64_t channelsAt(const GeneratorSettings& settings, std::int64_t side) {
    return std::min(settings.channels * settings.mapSide / side, kMostChannels);
}

} // namespace

torch::Tensor GeneratorImpl::told(const torch::Tensor& noise,
                                  const torch::Tensor& condition) const {
    TORCH_CHECK(noise.dim() == 2 && noise.size(1) == m_settings.noise(), "noise is ", noise.sizes(),
                " and should be [N,", m_settings.noise(), "]");
    if (m_settings.condition == GeneratorCondition::Nothing) {
        return noise;
    }
    TORCH_CHECK(condition.defined() && condition.dim() == 2 && condition.size(0) == noise.size(0) &&
                    condition.size(1) == m_settings.conditionSize,
                "the condition should be [", noise.size(0), ",", m_settings.conditionSize, "]");
    return torch::cat({noise, condition}, 1);
}

GeneratedCharacters GeneratorImpl::forward(const torch::Tensor& noise,
                                           const torch::Tensor& condition) {
    return make(noise, condition, told(noise, condition));
}

torch::Tensor GeneratorImpl::numbers(const torch::Tensor& noise, const torch::Tensor& condition) {
    return makeNumbers(noise, condition, told(noise, condition));
}

std::shared_ptr<GeneratorImpl> makeGenerator(const GeneratorSettings& settings) {
    if (settings.kind == GeneratorKind::Classic) {
        return std::make_shared<ClassicGeneratorImpl>(settings);
    }
    return std::make_shared<StyledGeneratorImpl>(settings);
}

StyledGeneratorImpl::StyledGeneratorImpl(const GeneratorSettings& settings)
    : GeneratorImpl(settings) {
    const std::int64_t width = settings.width;
    m_mapping = register_module(
        "mapping",
        nn::Sequential(nn::Linear(settings.noise() + settings.conditionSize, width), leaky(),
                       nn::Linear(width, width), leaky(), nn::Linear(width, width), leaky()));
    const std::int64_t numbers = settings.numbers();
    m_flow = register_module(
        "flow", CouplingFlow(numbers, settings.conditionSize, kFlowWidth, settings.flowLayers));
    m_mean = register_buffer("mean", torch::zeros({numbers}));
    m_root = register_buffer("root", torch::eye(numbers));
    m_whiten = register_buffer("whiten", torch::eye(numbers));
    m_ofCondition =
        register_buffer("of_condition", torch::zeros({numbers, settings.conditionSize}));
    m_constant = register_parameter(
        "constant", torch::randn({1, channelsAt(settings, kSeedSide), kSeedSide, kSeedSide}));
    m_blocks = register_module("blocks", nn::ModuleList());
    for (std::int64_t side = 2 * kSeedSide; side <= settings.mapSide; side *= 2) {
        m_blocks->push_back(StyledUpBlock(channelsAt(settings, side / 2),
                                          channelsAt(settings, side), width, settings.residual));
        if (side == settings.attentionSide) {
            m_attention = register_module("attention", MapAttention(channelsAt(settings, side)));
        }
    }
    m_maps = register_module(
        "maps",
        nn::Conv2d(nn::Conv2dOptions(channelsAt(settings, settings.mapSide), 6, 3).padding(1)));
    const torch::NoGradGuard noGradients;
    m_maps->weight.narrow(0, 0, 3).zero_();
    m_maps->bias.zero_();
    useChannelsLast(*this);
}

void StyledGeneratorImpl::beginWith(const LinearPrior& prior) {
    const torch::NoGradGuard noGradients;
    m_mean.copy_(prior.mean);
    m_root.copy_(prior.root);
    m_whiten.copy_(torch::linalg_pinv(prior.root.to(torch::kFloat64)));
    if (prior.ofCondition.defined()) {
        m_ofCondition.copy_(prior.ofCondition);
    }
}

torch::Tensor StyledGeneratorImpl::centre(const torch::Tensor& condition) const {
    return condition.defined() ? m_mean + condition.mm(m_ofCondition.t()) : m_mean;
}

torch::Tensor StyledGeneratorImpl::makeNumbers(const torch::Tensor& noise,
                                               const torch::Tensor& condition,
                                               const torch::Tensor& /*told*/) {
    const torch::Tensor white =
        m_flow->forward(noise.narrow(1, 0, settings().numbers()), condition);
    return centre(condition) + white.mm(m_root.t());
}

GeneratorImpl::Origin StyledGeneratorImpl::originOf(const torch::Tensor& numbers,
                                                    const torch::Tensor& condition) {
    const torch::Tensor white = (numbers - centre(condition)).mm(m_whiten.t());
    const auto [noise, logVolume] = m_flow->inverse(white, condition);
    return {noise, logVolume - 0.5 * noise.square().sum(1)};
}

GeneratedCharacters StyledGeneratorImpl::make(const torch::Tensor& noise,
                                              const torch::Tensor& condition,
                                              const torch::Tensor& told) {
    const torch::Tensor style = m_mapping->forward(told);
    torch::Tensor maps = m_constant.expand({noise.size(0), -1, -1, -1})
                             .contiguous(torch::MemoryFormat::ChannelsLast);
    for (const auto& block : *m_blocks) {
        maps = block->as<StyledUpBlock>()->forward(maps, style);
        if (m_attention && maps.size(2) == settings().attentionSide) {
            maps = m_attention->forward(maps);
        }
    }
    maps = m_maps->forward(torch::leaky_relu(pixelNorm(maps), kMapSlope));
    return {makeNumbers(noise, condition, told), kResidualReach * torch::tanh(maps.narrow(1, 0, 3)),
            torch::sigmoid(maps.narrow(1, 3, 3))};
}

ClassicGeneratorImpl::ClassicGeneratorImpl(const GeneratorSettings& settings)
    : GeneratorImpl(settings) {
    m_dense = register_module("dense", nn::Sequential());
    std::int64_t in = settings.noise() + settings.conditionSize;
    for (const std::int64_t next : {256, 512, 1024, 2048}) {
        m_dense->push_back(nn::Linear(in, next));
        m_dense->push_back(leaky());
        in = next;
    }
    m_upward = register_module("upward", nn::Sequential());
    in = 2048 / (kSeedSide * kSeedSide);
    std::int64_t next = settings.channels; // 256, times the factor
    for (std::int64_t side = 2 * kSeedSide; side <= settings.mapSide; side *= 2) {
        m_upward->push_back(
            nn::ConvTranspose2d(nn::ConvTranspose2dOptions(in, next, 4).stride(2).padding(1)));
        m_upward->push_back(nn::BatchNorm2d(next));
        m_upward->push_back(leaky());
        in = next;
        next = std::min(2 * next, 8 * settings.channels);
    }
    m_upward->push_back(nn::Conv2d(nn::Conv2dOptions(in, 6, 3).padding(1)));
    useChannelsLast(*this);
}

torch::Tensor ClassicGeneratorImpl::makeNumbers(const torch::Tensor& noise,
                                                const torch::Tensor& /*condition*/,
                                                const torch::Tensor& /*told*/) {
    return torch::zeros({noise.size(0), settings().numbers()});
}

GeneratedCharacters ClassicGeneratorImpl::make(const torch::Tensor& noise,
                                               const torch::Tensor& condition,
                                               const torch::Tensor& told) {
    const torch::Tensor seed = m_dense->forward(told)
                                   .view({noise.size(0), -1, kSeedSide, kSeedSide})
                                   .contiguous(torch::MemoryFormat::ChannelsLast);
    const torch::Tensor maps = torch::tanh(m_upward->forward(seed));
    return {makeNumbers(noise, condition, told), kClassicReach * maps.narrow(1, 0, 3),
            0.5 * (1.0 + maps.narrow(1, 3, 3))};
}

} // namespace maquette
