// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What all encoders have in common: pictures in, features out.

#include "core/nn/torch.h"

#include "core/nn/weights.h"

#include <array>
#include <memory>

namespace maquette {

/// Mean and deviation of ImageNet's RGB values in [0,1]: weights trained on it expect
/// (value - mean) / deviation.
inline constexpr std::array<float, 3> kImageMean{0.485F, 0.456F, 0.406F};
inline constexpr std::array<float, 3> kImageDeviation{0.229F, 0.224F, 0.225F};

/// One for each resolution of an encoder: a quarter of the picture's side, an eighth, a 16th, a
/// 32nd.
template <typename Value> using EncoderStages = std::array<Value, 4>;

/// What an encoder makes of N pictures; float32 on the device of its input.
struct EncoderOutput {
    EncoderStages<torch::Tensor> stages; ///< [N,stageChannels(),H/4,W/4] and so on
    torch::Tensor map;    ///< the last of them, [N,C,H/32,W/32] (rounded up by ResNet, down by
                          ///< DenseNet), not negative but for LightEncoder
    torch::Tensor pooled; ///< [N,C], the map's mean
    torch::Tensor logits; ///< [N,classes]; undefined without a classifier
};

/// A network from pictures to features.
class EncoderImpl : public torch::nn::Module {
public:
    /// @param image  float32 [N,inputChannels,H,W], H and W >= 32; the first three channels are
    ///               RGB as above, further ones (masks, landmark maps) are best within [-1,1].
    ///               Its memory format decides that of the work: use channels-last on CPUs, with
    ///               useChannelsLast.
    /// Throws c10::Error for another shape.
    [[nodiscard]] virtual EncoderOutput forward(const torch::Tensor& image) = 0;

    [[nodiscard]] virtual EncoderStages<std::int64_t> stageChannels() const = 0;
    /// C above.
    [[nodiscard]] std::int64_t channels() const { return stageChannels().back(); }

    /// How weights for three input channels and with a classifier of the same kind are loaded into
    /// this network: with more input channels, and without classifier where it has none.
    [[nodiscard]] virtual LoadOptions transferOptions() const { return {}; }
};

enum class EncoderKind { ResNet18, ResNet34, ResNet50, DenseNet121, Light };

struct EncoderSettings {
    /// 1 … 64. More than 3: extra maps.
    std::int64_t inputChannels = 3;

    /// Classes of the classifier behind the features, >= 0; 0: no classifier. Light has none.
    std::int64_t classes = 0;
};

/// A new network with random weights from LibTorch's generator.
[[nodiscard]] std::shared_ptr<EncoderImpl> makeEncoder(EncoderKind kind,
                                                       const EncoderSettings& settings = {});

/// The checks that every encoder makes first; throws c10::Error.
void checkEncoderSettings(std::int64_t inputChannels, std::int64_t classes);
void checkEncoderInput(const torch::Tensor& image, std::int64_t inputChannels);

/// Pools the last map and applies the classifier, if it is there.
[[nodiscard]] EncoderOutput encoderOutput(EncoderStages<torch::Tensor> stages,
                                          torch::nn::Linear& classifier);

} // namespace maquette
