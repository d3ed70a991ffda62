// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  DenseNet 121 with torchvision's names, so that its weight files load unchanged.

#include "core/nn/encoder.h"

namespace maquette {

struct DenseNetOptions {
    /// 1 … 64; see EncoderSettings.
    std::int64_t inputChannels = 3;

    /// Of the classifier "classifier"; 0: none.
    std::int64_t classes = 0;
};

///     image -> conv0 7x7/2 -> norm0 -> relu -> max pool 3x3/2
///           -> denseblock1 (1/4) -> transition1 -> denseblock2 (1/8) -> transition2
///           -> denseblock3 (1/16) -> transition3 -> denseblock4 (1/32) -> norm5 -> relu = map
///           -> mean = pooled -> classifier = logits
///
/// A layer of a block adds 32 features to all x that came before:
///     x -> norm1 -> relu -> conv1 1x1 (128) -> norm2 -> relu -> conv2 3x3 (32) -> [x, new]
/// A transition halves features and sides: norm -> relu -> conv 1x1 -> mean pool 2x2.
///
/// Blocks have 6, 12, 24 and 16 layers; 1,024 features. Names never change: files depend on them.
/// @source  Huang et al., "Densely connected convolutional networks", 2017.
class DenseNetImpl : public EncoderImpl {
public:
    explicit DenseNetImpl(const DenseNetOptions& options = {});

    [[nodiscard]] EncoderOutput forward(const torch::Tensor& image) override;
    [[nodiscard]] EncoderStages<std::int64_t> stageChannels() const override {
        return m_stageChannels;
    }

    /// Also takes the spelling of torchvision's first files ("norm.1" for "norm1").
    [[nodiscard]] LoadOptions transferOptions() const override;

private:
    DenseNetOptions m_options;
    EncoderStages<std::int64_t> m_stageChannels{};
    std::int64_t m_channels = 64; ///< while the blocks are built: those of the latest
    torch::nn::Sequential m_features{nullptr};
    torch::nn::Linear m_classifier{nullptr};
};
TORCH_MODULE(DenseNet);

} // namespace maquette
