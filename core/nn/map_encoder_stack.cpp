// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/map_encoder_stack.h"

#include "core/nn/weights.h"

namespace maquette {
namespace {

namespace nn = torch::nn;

constexpr std::int64_t kLastSide = 4;
constexpr std::int64_t kMostChannels = 128;

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

} // namespace maquette
