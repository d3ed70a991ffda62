// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a person's outline tells of the body.

#include "core/nn/torch.h"

namespace maquette {

/// A small convolutional network over masks and the places of their texels. It costs a twentieth of
/// the picture's encoder, so that it can see every person many times, moved and mirrored; light,
/// colours and backgrounds, which a few thousand people cannot teach to overlook, are not in it.
class SilhouetteEncoderImpl : public torch::nn::Module {
public:
    static constexpr std::int64_t kSide = 80; ///< texels along each side of its input

    SilhouetteEncoderImpl(std::int64_t masks, std::int64_t features);

    /// @param masks  [N,masks,kSide,kSide] -1 … 1 or, unknown, 0. @return [N,features].
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& masks);

private:
    torch::nn::Sequential m_maps;
    torch::nn::Sequential m_features;
};
TORCH_MODULE(SilhouetteEncoder);

} // namespace maquette
