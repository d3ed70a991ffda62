// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A network whose weights are the running mean of another's.

#include "core/nn/torch.h"

namespace maquette {

/// Moves the weights and buffers of @p mean towards those of @p network, which is built alike.
/// @param keep  share of its own that @p mean keeps; 0 copies.
void followWeights(const torch::nn::Module& network, torch::nn::Module& mean, double keep);

/// The share to keep at a step, from 1 on: early on the mean follows quickly.
[[nodiscard]] inline double keptShare(double averaging, std::int64_t step) {
    return std::min(averaging, static_cast<double>(step) / (static_cast<double>(step) + 10.0));
}

} // namespace maquette
