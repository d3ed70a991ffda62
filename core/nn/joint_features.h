// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What located joints tell of a person, as features.

#include "core/nn/joint_localiser.h"
#include "core/nn/whitening.h"

#include <vector>

namespace maquette {

/// One of the joints that a network locates.
struct LocatedJoint {
    std::int64_t bone = 0;    ///< whose head it is
    std::int64_t parent = -1; ///< index of the nearest located joint above; -1: none
    [[nodiscard]] bool operator==(const LocatedJoint&) const = default;
};

/// Places and the lengths between neighbours, both whitened, with spreads and looks, through a
/// perceptron.
class JointFeaturesImpl : public torch::nn::Module {
public:
    JointFeaturesImpl(const std::vector<LocatedJoint>& joints, std::int64_t features);

    /// @param places  [M,L,3] of true joints; before training.
    void learn(const torch::Tensor& places);

    /// [N,features]
    [[nodiscard]] torch::Tensor forward(const LocatedJoints& located);

private:
    /// [N,P] logarithms of lengths over their mean.
    [[nodiscard]] torch::Tensor lengths(const torch::Tensor& places) const;

    torch::Tensor m_from; ///< [P] int64, of each length
    torch::Tensor m_to;   ///< [P]
    Whitening m_whitePlaces{nullptr};
    Whitening m_whiteLengths{nullptr};
    torch::nn::Sequential m_layers{nullptr};
};
TORCH_MODULE(JointFeatures);

} // namespace maquette
