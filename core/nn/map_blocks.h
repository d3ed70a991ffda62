// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Blocks that decoders and discriminators of maps are built from.

#include "core/nn/torch.h"

namespace maquette {

/// Slope below zero of the leaky ReLUs of generators and discriminators.
inline constexpr double kMapSlope = 0.2;

/// Features to unit length at every texel.
/// @source  Karras et al., "Progressive Growing of GANs", 2018, section 4.2.
[[nodiscard]] torch::Tensor pixelNorm(const torch::Tensor& maps);

/// Twice the side, with what a style says of every feature:
///
///     x -> 2x -> norm -> style -> leaky -> conv 3x3 -> norm -> style -> leaky -> conv 3x3 -(+)->
///           \------------------------- conv 1x1 ---------------------------------------/
///
/// @source  Perez et al., "FiLM", 2018, for styles as scale and shift.
class StyledUpBlockImpl : public torch::nn::Module {
public:
    /// @param residual  with the lower path.
    StyledUpBlockImpl(std::int64_t in, std::int64_t out, std::int64_t style, bool residual);

    /// @param maps   [N,in,S,S]. @param style  [N,style]. @return  [N,out,2S,2S].
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& maps, const torch::Tensor& style);

private:
    torch::nn::Conv2d m_first{nullptr};
    torch::nn::Conv2d m_second{nullptr};
    torch::nn::Conv2d m_skip{nullptr};
    torch::nn::Linear m_firstStyle{nullptr};
    torch::nn::Linear m_secondStyle{nullptr};
};
TORCH_MODULE(StyledUpBlock);

/// Half the side:
///
///     x -> leaky -> conv 3x3 -> leaky -> conv 3x3 -> mean 2x2 -(+)->
///      \------------ mean 2x2 -> conv 1x1 --------------------/
class DownBlockImpl : public torch::nn::Module {
public:
    /// @param residual  with the lower path.
    DownBlockImpl(std::int64_t in, std::int64_t out, bool residual);

    /// @param maps  [N,in,S,S]. @return  [N,out,S/2,S/2].
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& maps);

private:
    torch::nn::Conv2d m_first{nullptr};
    torch::nn::Conv2d m_second{nullptr};
    torch::nn::Conv2d m_skip{nullptr};
};
TORCH_MODULE(DownBlock);

/// Every place looks at all others; adds nothing before training.
/// @source  Zhang et al., "Self-Attention Generative Adversarial Networks", 2019.
class MapAttentionImpl : public torch::nn::Module {
public:
    explicit MapAttentionImpl(std::int64_t channels);

    /// @param maps  [N,channels,S,S]. @return  the same shape.
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& maps);

private:
    torch::nn::Conv2d m_query{nullptr};
    torch::nn::Conv2d m_key{nullptr};
    torch::nn::Conv2d m_value{nullptr};
    torch::Tensor m_share;
};
TORCH_MODULE(MapAttention);

/// [N,C,S,S] -> [N,C+1,S,S], or [N,C] -> [N,C+1]: how much the batch varies, as one more feature,
/// by which a discriminator sees a collapse.
/// @source  Karras et al., "Progressive Growing of GANs", 2018, section 3.
[[nodiscard]] torch::Tensor withBatchDeviation(const torch::Tensor& features);

} // namespace maquette
