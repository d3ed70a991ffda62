// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  An invertible network from standard normal noise to numbers that are not.

#include "core/nn/torch.h"

#include <vector>

namespace maquette {

/// Layers in each of which one half of the numbers tells how the other half is scaled and shifted;
/// what the halves are changes from layer to layer. So both directions are exact, and the
/// likelihood of numbers is known. Does nothing before training.
/// @source  Dinh et al., "Density estimation using Real NVP", 2017, section 3.
class CouplingFlowImpl : public torch::nn::Module {
public:
    /// @param numbers    at least 2.
    /// @param condition  numbers of the condition; 0: none.
    /// @param width      of the hidden layers.
    /// @param layers     even.
    CouplingFlowImpl(std::int64_t numbers, std::int64_t condition, std::int64_t width,
                     std::int64_t layers);

    /// @param noise      [N,numbers]. @param condition  [N,condition], or undefined.
    /// @return           [N,numbers].
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& noise,
                                        const torch::Tensor& condition = {});

    struct Inverse {
        torch::Tensor noise;     ///< [N,numbers]
        torch::Tensor logVolume; ///< [N] logarithm of noise's volume over that of the numbers
    };
    [[nodiscard]] Inverse inverse(const torch::Tensor& numbers,
                                  const torch::Tensor& condition = {});

private:
    struct Coupling {
        torch::Tensor kept;    ///< int64, numbers that the layer leaves
        torch::Tensor changed; ///< int64, the others
        torch::nn::Sequential layers{nullptr};
    };
    struct ScaleAndShift {
        torch::Tensor logScale;
        torch::Tensor shift;
    };
    [[nodiscard]] static ScaleAndShift tellBy(Coupling& coupling, const torch::Tensor& numbers,
                                              const torch::Tensor& condition);

    std::vector<Coupling> m_couplings;
};
TORCH_MODULE(CouplingFlow);

} // namespace maquette
