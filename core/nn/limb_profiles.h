// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How wide and how long limbs, trunk and head are in a person's outline.

#include "core/nn/torch.h"

namespace maquette {

/// Masks are read along lines across the ways between landmarks: where a picture shows a limb no
/// longer matters, nor how it is turned, only how wide it is from place to place, how long and how
/// foreshortened. A convolutional network would have to learn that from many more people.
/// @source  The sampling of spatial transformers: Jaderberg et al., "Spatial Transformer
///          Networks", 2015.
class LimbProfilesImpl : public torch::nn::Module {
public:
    LimbProfilesImpl(std::int64_t masks, std::int64_t features);

    /// @param masks  [N,masks,H,W] -1 … 1 or, unknown, 0.
    /// @param body   [N,132] see MappingInput::body.
    /// @return       [N,features]
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& masks, const torch::Tensor& body);

private:
    torch::Tensor m_from;   ///< [W,33] shares of the landmarks in the beginning of each way
    torch::Tensor m_to;     ///< [W,33] and in its end
    torch::Tensor m_way;    ///< [P] int64, that each line crosses …
    torch::Tensor m_along;  ///< [P,1] … at this share of it
    torch::Tensor m_across; ///< [P,S] places on each line, halves of the picture's side
    torch::nn::Sequential m_layers;
};
TORCH_MODULE(LimbProfiles);

} // namespace maquette
