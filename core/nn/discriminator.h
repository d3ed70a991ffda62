// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Tells characters of the dataset from generated ones, and reads codes out of characters.

#include "core/nn/torch.h"

#include "core/nn/generator_settings.h"
#include "core/nn/map_blocks.h"

#include <memory>

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

/// Two judges: one of pictures, one of the numbers that tell the shape. The second sees large
/// batches for little, and the directions of the shape space that pictures hide.
class DiscriminatorImpl : public torch::nn::Module {
public:
    /// @param pictures   float32 [N,kPictureChannels,S,S].
    /// @param condition  [N,settings.conditionSize]; undefined without condition.
    /// @return           [N] logits: high for characters of the dataset.
    [[nodiscard]] virtual torch::Tensor judge(const torch::Tensor& pictures,
                                              const torch::Tensor& condition) = 0;
    /// @param numbers  [N,settings.numbers()]. @return [N], or undefined: there is no such judge.
    [[nodiscard]] virtual torch::Tensor judgeNumbers(const torch::Tensor& numbers,
                                                     const torch::Tensor& condition) = 0;
};

[[nodiscard]] std::shared_ptr<DiscriminatorImpl>
makeDiscriminator(const GeneratorSettings& settings);

/// @source  Miyato and Koyama, "cGANs with Projection Discriminator", 2018, for the condition.
class StyledDiscriminatorImpl : public DiscriminatorImpl {
public:
    explicit StyledDiscriminatorImpl(const GeneratorSettings& settings);
    torch::Tensor judge(const torch::Tensor& pictures, const torch::Tensor& condition) override;
    torch::Tensor judgeNumbers(const torch::Tensor& numbers,
                               const torch::Tensor& condition) override;

private:
    MapEncoderStack m_pictures{nullptr};
    torch::nn::Linear m_pictureLogit{nullptr};
    torch::nn::Linear m_pictureProjection{nullptr};
    torch::nn::Sequential m_numbers{nullptr};
    torch::nn::Sequential m_afterDeviation{nullptr};
    torch::nn::Linear m_numberLogit{nullptr};
    torch::nn::Linear m_numberProjection{nullptr};
};

/// The article's: convolutions 4x4 of 64-128-256-512 features, times settings.channels / 64, and
/// one to a single number; it judges pictures only, and no condition.
class ClassicDiscriminatorImpl : public DiscriminatorImpl {
public:
    explicit ClassicDiscriminatorImpl(const GeneratorSettings& settings);
    torch::Tensor judge(const torch::Tensor& pictures, const torch::Tensor& condition) override;
    torch::Tensor judgeNumbers(const torch::Tensor& /*numbers*/,
                               const torch::Tensor& /*condition*/) override {
        return {};
    }

private:
    torch::nn::Sequential m_layers{nullptr};
};

/// Codes of characters, as distributions.
struct Posterior {
    torch::Tensor mean;        ///< [N,settings.noise()]
    torch::Tensor logVariance; ///< likewise

    /// @param normal  [N,settings.noise()] standard normal.
    [[nodiscard]] torch::Tensor sample(const torch::Tensor& normal) const {
        return mean + torch::exp(0.5 * logVariance) * normal;
    }
};

/// The encoder of the VAE: the way back from a character to the noise that makes it.
class PosteriorEncoderImpl : public torch::nn::Module {
public:
    explicit PosteriorEncoderImpl(const GeneratorSettings& settings);

    /// @param numbers    [N,settings.numbers()]. @param pictures  [N,kPictureChannels,S,S].
    /// @param condition  [N,settings.conditionSize]; undefined without condition.
    [[nodiscard]] Posterior forward(const torch::Tensor& numbers, const torch::Tensor& pictures,
                                    const torch::Tensor& condition = {});

private:
    std::int64_t m_numbers;
    MapEncoderStack m_pictures{nullptr};
    torch::nn::Sequential m_trunk{nullptr};
    torch::nn::Linear m_straight{nullptr}; ///< noise of the numbers, linear in them
    torch::nn::Linear m_mean{nullptr};
    torch::nn::Linear m_logVariance{nullptr};
};
TORCH_MODULE(PosteriorEncoder);

} // namespace maquette
