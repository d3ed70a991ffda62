// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  ResNet 18, 34 and 50 with torchvision's names, so that its weight files load unchanged.

#include "core/nn/encoder.h"

namespace maquette {

struct ResNetOptions {
    /// Layers: 18 or 34 (blocks of two convolutions; 512 features), 50 (of three; 2,048).
    int depth = 18;

    /// 1 … 64; see EncoderSettings.
    std::int64_t inputChannels = 3;

    /// Of the classifier "fc"; 0: none.
    std::int64_t classes = 0;
};

///     image -> conv1 7x7/2 -> bn1 -> relu -> max pool 3x3/2
///           -> layer1 (1/4) -> layer2 (1/8) -> layer3 (1/16) -> layer4 (1/32) = map
///           -> mean = pooled -> fc = logits
///
/// A block of 18 and 34:  x -> conv1 3x3/s -> bn1 -> relu -> conv2 3x3 -> bn2 -(+)-> relu
/// A block of 50:         x -> conv1 1x1 -> bn1 -> relu -> conv2 3x3/s -> bn2 -> relu
///                          -> conv3 1x1 -> bn3 -(+)-> relu
/// What is added is x, or downsample(x) = 1x1/s convolution and norm where the size changes.
///
/// Names never change: files depend on them. Starts with He's initialisation (fan out).
/// @source  He et al., "Deep residual learning for image recognition", 2016. As in torchvision,
///          blocks of 50 stride in the 3x3 convolution instead of the first 1x1.
class ResNetImpl : public EncoderImpl {
public:
    explicit ResNetImpl(const ResNetOptions& options = {});

    [[nodiscard]] EncoderOutput forward(const torch::Tensor& image) override;
    [[nodiscard]] EncoderStages<std::int64_t> stageChannels() const override {
        return m_stageChannels;
    }
    [[nodiscard]] LoadOptions transferOptions() const override;

private:
    [[nodiscard]] torch::nn::Sequential makeLayer(std::int64_t width, int blocks,
                                                  std::int64_t stride);

    ResNetOptions m_options;
    EncoderStages<std::int64_t> m_stageChannels{};
    std::int64_t m_channels = 64; ///< while the layers are built: those of the latest
    torch::nn::Conv2d m_conv1{nullptr};
    torch::nn::BatchNorm2d m_bn1{nullptr};
    std::array<torch::nn::Sequential, 4> m_layers{nullptr, nullptr, nullptr, nullptr};
    torch::nn::Linear m_fc{nullptr};
};
TORCH_MODULE(ResNet);

} // namespace maquette
