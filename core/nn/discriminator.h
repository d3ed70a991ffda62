// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Tells characters of the dataset from generated ones.

#include "core/nn/torch.h"

#include "core/nn/map_encoder_stack.h"

#include <memory>

namespace maquette {

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

} // namespace maquette
