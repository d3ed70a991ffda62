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

/// Share of the features of a shape that training leaves out: thousands of people are few.
inline constexpr double kFeatureDropout = 0.1;

/// Two linear layers, each with a layer norm and a leaky ReLU.
/// @param dropout  share of each layer's numbers that training leaves out.
[[nodiscard]] inline torch::nn::Sequential perceptron(std::int64_t in, std::int64_t hidden,
                                                      std::int64_t out, double dropout = 0.0) {
    namespace nn = torch::nn;
    nn::Sequential layers;
    for (const std::int64_t next : {hidden, out}) {
        layers->push_back(nn::Linear(in, next));
        layers->push_back(nn::LayerNorm(nn::LayerNormOptions({next})));
        layers->push_back(leaky());
        if (dropout > 0.0) {
            layers->push_back(nn::Dropout(dropout));
        }
        in = next;
    }
    return layers;
}

} // namespace maquette
