// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/map_blocks.h"

#include <cmath>

namespace maquette {
namespace {

namespace nn = torch::nn;
namespace F = torch::nn::functional;

nn::Conv2d conv(std::int64_t in, std::int64_t out, std::int64_t side) {
    return nn::Conv2d(nn::Conv2dOptions(in, out, side).padding(side / 2));
}

torch::Tensor leaky(const torch::Tensor& x) {
    return torch::leaky_relu(x, kMapSlope);
}

/// @param layer  style -> scale - 1 and shift of every feature.
torch::Tensor styled(const torch::Tensor& maps, nn::Linear& layer, const torch::Tensor& style) {
    const torch::Tensor numbers = layer->forward(style).unsqueeze(-1).unsqueeze(-1);
    const std::int64_t channels = maps.size(1);
    return pixelNorm(maps) * (1.0 + numbers.narrow(1, 0, channels)) +
           numbers.narrow(1, channels, channels);
}

torch::Tensor halved(const torch::Tensor& maps) {
    return torch::avg_pool2d(maps, 2);
}

} // namespace

torch::Tensor pixelNorm(const torch::Tensor& maps) {
    return maps * torch::rsqrt(maps.square().mean(1, true) + 1e-8);
}

StyledUpBlockImpl::StyledUpBlockImpl(std::int64_t in, std::int64_t out, std::int64_t style,
                                     bool residual) {
    m_first = register_module("first", conv(in, out, 3));
    m_second = register_module("second", conv(out, out, 3));
    if (residual) {
        m_skip = register_module("skip", conv(in, out, 1));
    }
    m_firstStyle = register_module("first_style", nn::Linear(style, 2 * in));
    m_secondStyle = register_module("second_style", nn::Linear(style, 2 * out));
}

torch::Tensor StyledUpBlockImpl::forward(const torch::Tensor& maps, const torch::Tensor& style) {
    const torch::Tensor large =
        F::interpolate(maps, F::InterpolateFuncOptions()
                                 .scale_factor(std::vector<double>{2.0, 2.0})
                                 .mode(torch::kNearest));
    const torch::Tensor first = m_first->forward(leaky(styled(large, m_firstStyle, style)));
    const torch::Tensor second = m_second->forward(leaky(styled(first, m_secondStyle, style)));
    return m_skip ? (second + m_skip->forward(large)) * std::sqrt(0.5) : second;
}

DownBlockImpl::DownBlockImpl(std::int64_t in, std::int64_t out, bool residual) {
    m_first = register_module("first", conv(in, in, 3));
    m_second = register_module("second", conv(in, out, 3));
    if (residual) {
        m_skip = register_module("skip", conv(in, out, 1));
    }
}

torch::Tensor DownBlockImpl::forward(const torch::Tensor& maps) {
    const torch::Tensor first = m_first->forward(leaky(maps));
    const torch::Tensor second = m_second->forward(leaky(first));
    return m_skip ? (halved(second) + m_skip->forward(halved(maps))) * std::sqrt(0.5)
                  : halved(second);
}

MapAttentionImpl::MapAttentionImpl(std::int64_t channels) {
    const std::int64_t few = std::max<std::int64_t>(channels / 4, 1);
    m_query = register_module("query", conv(channels, few, 1));
    m_key = register_module("key", conv(channels, few, 1));
    m_value = register_module("value", conv(channels, channels, 1));
    m_share = register_parameter("share", torch::zeros({}));
}

torch::Tensor MapAttentionImpl::forward(const torch::Tensor& maps) {
    const torch::Tensor query = m_query->forward(maps).flatten(2); // [N,few,texels]
    const torch::Tensor key = m_key->forward(maps).flatten(2);
    const torch::Tensor value = m_value->forward(maps).flatten(2);
    const double scale = 1.0 / std::sqrt(static_cast<double>(query.size(1)));
    const torch::Tensor attention = torch::softmax(query.transpose(1, 2).bmm(key) * scale, -1);
    return maps + m_share * value.bmm(attention.transpose(1, 2)).view_as(maps);
}

torch::Tensor withBatchDeviation(const torch::Tensor& features) {
    const torch::Tensor deviation =
        torch::sqrt((features - features.mean(0, true)).square().mean(0) + 1e-8).mean();
    std::vector<std::int64_t> shape = features.sizes().vec();
    shape[1] = 1;
    return torch::cat({features, deviation.expand(shape)}, 1);
}

} // namespace maquette
