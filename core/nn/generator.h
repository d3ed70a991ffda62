// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  From noise, and what is asked for, to characters: shape and texture in one go.

#include "core/nn/torch.h"

#include "core/nn/coupling_flow.h"
#include "core/nn/generator_settings.h"
#include "core/nn/map_blocks.h"

#include <memory>

namespace maquette {

/// N characters at kNormalHeight; float32.
struct GeneratedCharacters {
    torch::Tensor numbers;  ///< [N,settings.numbers()] see GeneratorSettings
    torch::Tensor residual; ///< [N,3,S,S] position map to add to the linear shape, metres
    torch::Tensor texture;  ///< [N,3,S,S] RGB, 0 … 1
};

/// What numbers are like before anything is learned: normally distributed, linear in the condition.
/// With it, an untrained generator is the Gaussian of the training people's principal components.
struct LinearPrior {
    torch::Tensor ofCondition; ///< [numbers,conditionSize]
    torch::Tensor mean;        ///< [numbers]
    torch::Tensor root;        ///< [numbers,numbers] square root of the covariance that remains
};

/// What all generators have in common.
class GeneratorImpl : public torch::nn::Module {
public:
    /// @param noise      [N,settings.noise()] standard normal; zeros are the likeliest character.
    /// @param condition  [N,settings.conditionSize]; undefined without condition.
    /// Throws c10::Error for other shapes.
    [[nodiscard]] GeneratedCharacters forward(const torch::Tensor& noise,
                                              const torch::Tensor& condition = {});
    /// GeneratedCharacters::numbers alone, quickly.
    [[nodiscard]] torch::Tensor numbers(const torch::Tensor& noise,
                                        const torch::Tensor& condition = {});
    virtual void beginWith(const LinearPrior& prior) = 0;

    /// What noise makes given numbers, and how likely they are.
    struct Origin {
        torch::Tensor noise;         ///< [N,settings.numbers()], exact
        torch::Tensor logLikelihood; ///< [N] nats, but for a constant
    };
    /// Undefined where the generator cannot tell.
    [[nodiscard]] virtual Origin originOf(const torch::Tensor& numbers,
                                          const torch::Tensor& condition = {}) = 0;

    [[nodiscard]] const GeneratorSettings& settings() const { return m_settings; }

protected:
    explicit GeneratorImpl(const GeneratorSettings& settings) : m_settings(settings) {}
    /// @param told  noise and condition side by side.
    [[nodiscard]] virtual GeneratedCharacters
    make(const torch::Tensor& noise, const torch::Tensor& condition, const torch::Tensor& told) = 0;
    [[nodiscard]] virtual torch::Tensor makeNumbers(const torch::Tensor& noise,
                                                    const torch::Tensor& condition,
                                                    const torch::Tensor& told) = 0;

private:
    [[nodiscard]] torch::Tensor told(const torch::Tensor& noise,
                                     const torch::Tensor& condition) const;

    GeneratorSettings m_settings;
};

/// A new generator with random weights from LibTorch's generator.
[[nodiscard]] std::shared_ptr<GeneratorImpl> makeGenerator(const GeneratorSettings& settings);

/// Numbers are linear in noise and condition, as in LinearPrior, and a bend learned by the mapping
/// layers; these also style a decoder whose maps are residual and texture:
///
///     noise, condition -> mapping -> style -> bend -(+ linear)-> numbers
///                                      |
///         constant 4x4 -> up -> up (attention) -> … -> residual, texture
///
/// Bend and residual are zero before training.
/// @source  Karras et al., "A Style-Based Generator Architecture for GANs", 2019, for mapping
/// layers
///          that style a constant.
class StyledGeneratorImpl : public GeneratorImpl {
public:
    explicit StyledGeneratorImpl(const GeneratorSettings& settings);
    void beginWith(const LinearPrior& prior) override;
    Origin originOf(const torch::Tensor& numbers, const torch::Tensor& condition) override;

protected:
    GeneratedCharacters make(const torch::Tensor& noise, const torch::Tensor& condition,
                             const torch::Tensor& told) override;
    torch::Tensor makeNumbers(const torch::Tensor& noise, const torch::Tensor& condition,
                              const torch::Tensor& told) override;

private:
    /// Numbers of the mean person that a condition describes.
    [[nodiscard]] torch::Tensor centre(const torch::Tensor& condition) const;

    torch::nn::Sequential m_mapping{nullptr};
    CouplingFlow m_flow{nullptr};
    torch::Tensor m_mean;        ///< [numbers]
    torch::Tensor m_root;        ///< [numbers,numbers]
    torch::Tensor m_whiten;      ///< [numbers,numbers], undoes m_root
    torch::Tensor m_ofCondition; ///< [numbers,conditionSize]
    torch::Tensor m_constant;
    torch::nn::ModuleList m_blocks{nullptr};
    MapAttention m_attention{nullptr};
    torch::nn::Conv2d m_maps{nullptr};
};

/// The layers that the article lists, literally but for a factor settings.channels / 256 on the
/// features of maps: dense 256-512-1024-2048, transposed convolutions 4x4 of 256-512-1024-2048
/// features, leaky ReLU 0.2, tanh. Its numbers are zero: the whole shape is in the map.
class ClassicGeneratorImpl : public GeneratorImpl {
public:
    explicit ClassicGeneratorImpl(const GeneratorSettings& settings);
    void beginWith(const LinearPrior& /*prior*/) override {}
    Origin originOf(const torch::Tensor& /*numbers*/, const torch::Tensor& /*condition*/) override {
        return {};
    }

protected:
    GeneratedCharacters make(const torch::Tensor& noise, const torch::Tensor& condition,
                             const torch::Tensor& told) override;
    torch::Tensor makeNumbers(const torch::Tensor& noise, const torch::Tensor& condition,
                              const torch::Tensor& told) override;

private:
    torch::nn::Sequential m_dense{nullptr};
    torch::nn::Sequential m_upward{nullptr};
};

} // namespace maquette
