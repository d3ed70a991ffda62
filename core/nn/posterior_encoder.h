// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The encoder of the VAE.

#include "core/nn/torch.h"

#include "core/nn/map_encoder_stack.h"

namespace maquette {

/// Codes of characters, as distributions.
struct Posterior {
    torch::Tensor mean;        ///< [N,settings.mapNoise]
    torch::Tensor logVariance; ///< likewise

    /// @param normal  [N,settings.mapNoise] standard normal.
    [[nodiscard]] torch::Tensor sample(const torch::Tensor& normal) const {
        return mean + torch::exp(0.5 * logVariance) * normal;
    }
};

/// The way back from a character's maps to the noise that makes them; the noise of its numbers is
/// known (GeneratorImpl::originOf).
class PosteriorEncoderImpl : public torch::nn::Module {
public:
    explicit PosteriorEncoderImpl(const GeneratorSettings& settings);

    /// @param pictures   [N,kPictureChannels,S,S].
    /// @param noise      [N,settings.numbers()] of the numbers.
    /// @param condition  [N,settings.conditionSize]; undefined without condition.
    [[nodiscard]] Posterior forward(const torch::Tensor& pictures, const torch::Tensor& noise,
                                    const torch::Tensor& condition = {});

private:
    MapEncoderStack m_pictures{nullptr};
    torch::nn::Sequential m_trunk{nullptr};
    torch::nn::Linear m_mean{nullptr};
    torch::nn::Linear m_logVariance{nullptr};
};
TORCH_MODULE(PosteriorEncoder);

} // namespace maquette
