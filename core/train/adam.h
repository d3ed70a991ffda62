// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The optimiser of all networks.

#include "core/nn/torch.h"

#include "core/nn/safetensors.h"

namespace maquette {

struct AdamOptions {
    double first = 0.9;   ///< share of the mean gradient that a step keeps
    double second = 0.98; ///< likewise of the mean squared gradient
};

/// Adam with weight decay apart from the gradient, whose state can be saved.
/// @source  Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019.
class Adam {
public:
    explicit Adam(const torch::nn::Module& network, const AdamOptions& options = {});

    /// Parameters without gradient stay; neither biases nor norms decay.
    /// @param step  from 1 on.
    void apply(std::int64_t step, double rate, double decay = 0.0);

    /// Adds its state as "<begin>first.<name>" and "<begin>second.<name>".
    void save(const std::string& begin, TensorMap& tensors) const;
    /// @errors  InvalidArgument: names what is missing.
    [[nodiscard]] Status restore(const std::string& begin, const TensorMap& tensors);

private:
    struct Slot {
        std::string name;
        torch::Tensor parameter;
        torch::Tensor first;
        torch::Tensor second;
    };
    AdamOptions m_options;
    std::vector<Slot> m_slots;
};

} // namespace maquette
