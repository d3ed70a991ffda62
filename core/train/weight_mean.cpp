// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/weight_mean.h"

namespace maquette {

void followWeights(const torch::nn::Module& network, torch::nn::Module& mean, double keep) {
    const torch::NoGradGuard noGradients;
    const auto source = network.named_parameters();
    for (auto& item : mean.named_parameters()) {
        item.value().mul_(keep).add_(source[item.key()], 1.0 - keep);
    }
    const auto buffers = network.named_buffers();
    for (auto& item : mean.named_buffers()) {
        const torch::Tensor& value = buffers[item.key()];
        if (value.is_floating_point()) {
            item.value().mul_(keep).add_(value, 1.0 - keep);
        } else {
            item.value().copy_(value);
        }
    }
}

} // namespace maquette
