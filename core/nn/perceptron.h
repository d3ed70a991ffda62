// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The two-layer perceptron that features are made with.

#include "core/nn/torch.h"

namespace maquette {

inline constexpr double kLeakySlope = 0.1; ///< of LeakyReLU below zero

[[nodiscard]] inline torch::nn::LeakyReLU leaky() {
    return torch::nn::LeakyReLU(
        torch::nn::LeakyReLUOptions().negative_slope(kLeakySlope).inplace(true));
}

/// Two linear layers, each with a layer norm and a leaky ReLU.
[[nodiscard]] inline torch::nn::Sequential perceptron(std::int64_t in, std::int64_t hidden,
                                                      std::int64_t out) {
    namespace nn = torch::nn;
    return nn::Sequential(nn::Linear(in, hidden), nn::LayerNorm(nn::LayerNormOptions({hidden})),
                          leaky(), nn::Linear(hidden, out),
                          nn::LayerNorm(nn::LayerNormOptions({out})), leaky());
}

} // namespace maquette
