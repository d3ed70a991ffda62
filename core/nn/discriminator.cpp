// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/discriminator.h"

#include "core/nn/weights.h"

namespace maquette {
namespace {

namespace nn = torch::nn;

constexpr std::int64_t kLastSide = 4;
constexpr std::int64_t kMostChannels = 128;
constexpr std::int64_t kPictureFeatures = 128;
constexpr double kFirstLogVariance = -4.0; ///< of the noise of numbers, before training

nn::LeakyReLU leaky() {
    return nn::LeakyReLU(nn::LeakyReLUOptions().negative_slope(kMapSlope));
}

/// Adds the part of the logit that depends on the condition.
torch::Tensor projected(const torch::Tensor& features, nn::Linear& logit, nn::Linear& projection,
                        const torch::Tensor& condition) {
    const torch::Tensor plain = logit->forward(features).squeeze(1);
    return projection ? plain + (projection->forward(condition) * features).sum(1) : plain;
}

} // namespace

MapEncoderStackImpl::MapEncoderStackImpl(const GeneratorSettings& settings, std::int64_t out,
                                         bool deviation)
    : m_attentionSide(settings.attentionSide), m_deviation(deviation) {
    const auto channelsAt = [&](std::int64_t side) {
        return std::min(settings.channels * settings.mapSide / side, kMostChannels);
    };
    m_stem = register_module(
        "stem", nn::Conv2d(nn::Conv2dOptions(kPictureChannels, settings.channels, 3).padding(1)));
    m_blocks = register_module("blocks", nn::ModuleList());
    for (std::int64_t side = settings.mapSide; side > kLastSide; side /= 2) {
        m_blocks->push_back(DownBlock(channelsAt(side), channelsAt(side / 2), settings.residual));
        if (side / 2 == m_attentionSide) {
            m_attention = register_module("attention", MapAttention(channelsAt(side / 2)));
        }
    }
    const std::int64_t last = channelsAt(kLastSide) + (deviation ? 1 : 0);
    m_out = register_module("out", nn::Linear(last * kLastSide * kLastSide, out));
    useChannelsLast(*this);
}

torch::Tensor MapEncoderStackImpl::forward(const torch::Tensor& pictures) {
    torch::Tensor maps = m_stem->forward(pictures.contiguous(torch::MemoryFormat::ChannelsLast));
    for (const auto& block : *m_blocks) {
        maps = block->as<DownBlock>()->forward(maps);
        if (m_attention && maps.size(2) == m_attentionSide) {
            maps = m_attention->forward(maps);
        }
    }
    if (m_deviation) {
        maps = withBatchDeviation(maps);
    }
    return torch::leaky_relu(m_out->forward(torch::leaky_relu(maps, kMapSlope).flatten(1)),
                             kMapSlope);
}

std::shared_ptr<DiscriminatorImpl> makeDiscriminator(const GeneratorSettings& settings) {
    if (settings.kind == GeneratorKind::Classic) {
        return std::make_shared<ClassicDiscriminatorImpl>(settings);
    }
    return std::make_shared<StyledDiscriminatorImpl>(settings);
}

StyledDiscriminatorImpl::StyledDiscriminatorImpl(const GeneratorSettings& settings) {
    const std::int64_t width = settings.width;
    m_pictures = register_module("pictures",
                                 MapEncoderStack(settings, kPictureFeatures, /*deviation=*/true));
    m_pictureLogit = register_module("picture_logit", nn::Linear(kPictureFeatures, 1));
    m_numbers =
        register_module("numbers", nn::Sequential(nn::Linear(settings.numbers(), width), leaky(),
                                                  nn::Linear(width, width), leaky()));
    m_afterDeviation =
        register_module("after_deviation", nn::Sequential(nn::Linear(width + 1, width), leaky()));
    m_numberLogit = register_module("number_logit", nn::Linear(width, 1));
    if (settings.conditionSize > 0) {
        m_pictureProjection = register_module("picture_projection",
                                              nn::Linear(settings.conditionSize, kPictureFeatures));
        m_numberProjection =
            register_module("number_projection", nn::Linear(settings.conditionSize, width));
    }
}

torch::Tensor StyledDiscriminatorImpl::judge(const torch::Tensor& pictures,
                                             const torch::Tensor& condition) {
    return projected(m_pictures->forward(pictures), m_pictureLogit, m_pictureProjection, condition);
}

torch::Tensor StyledDiscriminatorImpl::judgeNumbers(const torch::Tensor& numbers,
                                                    const torch::Tensor& condition) {
    const torch::Tensor features =
        m_afterDeviation->forward(withBatchDeviation(m_numbers->forward(numbers)));
    return projected(features, m_numberLogit, m_numberProjection, condition);
}

ClassicDiscriminatorImpl::ClassicDiscriminatorImpl(const GeneratorSettings& settings) {
    m_layers = register_module("layers", nn::Sequential());
    std::int64_t in = kPictureChannels;
    std::int64_t next = settings.channels;
    std::int64_t side = settings.mapSide;
    for (; side > kLastSide; side /= 2) {
        m_layers->push_back(nn::Conv2d(nn::Conv2dOptions(in, next, 4).stride(2).padding(1)));
        m_layers->push_back(leaky());
        in = next;
        next = std::min(2 * next, 8 * settings.channels);
    }
    m_layers->push_back(nn::Conv2d(nn::Conv2dOptions(in, 1, kLastSide)));
    useChannelsLast(*this);
}

torch::Tensor ClassicDiscriminatorImpl::judge(const torch::Tensor& pictures,
                                              const torch::Tensor& /*condition*/) {
    return m_layers->forward(pictures.contiguous(torch::MemoryFormat::ChannelsLast)).flatten();
}

PosteriorEncoderImpl::PosteriorEncoderImpl(const GeneratorSettings& settings)
    : m_numbers(settings.numbers()) {
    const std::int64_t width = settings.width;
    m_pictures = register_module("pictures", MapEncoderStack(settings, width, /*deviation=*/false));
    m_trunk = register_module(
        "trunk", nn::Sequential(nn::Linear(width + m_numbers + settings.conditionSize, width),
                                leaky(), nn::Linear(width, width), leaky()));
    m_straight = register_module("straight", nn::Linear(m_numbers, m_numbers));
    m_mean = register_module("mean", nn::Linear(width, settings.noise()));
    m_logVariance = register_module("log_variance", nn::Linear(width, settings.noise()));
    const torch::NoGradGuard noGradients;
    m_straight->weight.copy_(torch::eye(m_numbers));
    m_straight->bias.zero_();
    m_mean->weight.narrow(0, 0, m_numbers).zero_();
    m_mean->bias.zero_();
    m_logVariance->weight.zero_();
    m_logVariance->bias.zero_();
    m_logVariance->bias.narrow(0, 0, m_numbers).fill_(kFirstLogVariance);
}

Posterior PosteriorEncoderImpl::forward(const torch::Tensor& numbers, const torch::Tensor& pictures,
                                        const torch::Tensor& condition) {
    std::vector<torch::Tensor> seen = {m_pictures->forward(pictures), numbers};
    if (condition.defined()) {
        seen.push_back(condition);
    }
    const torch::Tensor features = m_trunk->forward(torch::cat(seen, 1));
    const torch::Tensor straight = m_straight->forward(numbers);
    const torch::Tensor bent = m_mean->forward(features);
    return {torch::cat({bent.narrow(1, 0, m_numbers) + straight,
                        bent.narrow(1, m_numbers, bent.size(1) - m_numbers)},
                       1),
            m_logVariance->forward(features).clamp(-10.0, 2.0)};
}

} // namespace maquette
