// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A small encoder that trains and runs quickly on CPUs.

#include "core/nn/encoder.h"

namespace maquette {

struct LightEncoderOptions {
    /// 1 … 64; see EncoderSettings.
    std::int64_t inputChannels = 3;

    /// Scales the features of every stage; 8 … 64, a multiple of 8. 16 gives 1.4 million
    /// parameters; they and the time grow with its square.
    std::int64_t width = 16;
};

/// Only plain convolutions on multiples of 8 features, which suit oneDNN's channels-last kernels,
/// and LeakyReLU, quick in every precision:
///
///     image -> stem 3x3/2 (w) -> stage1 (2w) -> stage2 (4w) -> stage3 (8w) -> stage4 (12w) = map
///           -> mean = pooled
///
///     stage:  x -> down 3x3/2 -> norm -> leaky = y -> conv1 3x3 -> norm1 -> leaky
///               -> conv2 3x3 -> norm2 -(+ y)-> leaky
///
/// 12 w features, 192 by default. Names never change: files depend on them.
class LightEncoderImpl : public EncoderImpl {
public:
    explicit LightEncoderImpl(const LightEncoderOptions& options = {});

    [[nodiscard]] EncoderOutput forward(const torch::Tensor& image) override;
    [[nodiscard]] EncoderStages<std::int64_t> stageChannels() const override;
    [[nodiscard]] LoadOptions transferOptions() const override;

private:
    LightEncoderOptions m_options;
    torch::nn::Conv2d m_stem{nullptr};
    torch::nn::BatchNorm2d m_stemNorm{nullptr};
    torch::nn::Sequential m_stages{nullptr};
};
TORCH_MODULE(LightEncoder);

} // namespace maquette
