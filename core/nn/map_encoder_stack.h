// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Pictures of characters (position map and texture) to features.

#include "core/nn/torch.h"

#include "core/nn/generator_settings.h"
#include "core/nn/map_blocks.h"

namespace maquette {

/// Channels of a character's picture: position map and texture, see MapSpace::picture().
inline constexpr std::int64_t kPictureChannels = 6;

/// [N,kPictureChannels,S,S] -> [N,out] by blocks that halve the side down to 4, with attention
/// where the settings want it.
class MapEncoderStackImpl : public torch::nn::Module {
public:
    /// @param deviation  with one feature that tells how much the batch varies.
    MapEncoderStackImpl(const GeneratorSettings& settings, std::int64_t out, bool deviation);

    [[nodiscard]] torch::Tensor forward(const torch::Tensor& pictures);

private:
    std::int64_t m_attentionSide;
    bool m_deviation;
    torch::nn::Conv2d m_stem{nullptr};
    torch::nn::ModuleList m_blocks{nullptr};
    MapAttention m_attention{nullptr};
    torch::nn::Linear m_out{nullptr};
};
TORCH_MODULE(MapEncoderStack);

} // namespace maquette
