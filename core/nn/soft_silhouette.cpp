// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/soft_silhouette.h"

#include "core/nn/joint_localiser.h"

namespace maquette {

torch::Tensor softSilhouette(const torch::Tensor& points, std::int64_t side) {
    const double texels = 0.5 * static_cast<double>(side);
    const auto along = [&](int axis) { // [N,V,side]
        const torch::Tensor away =
            (cellMiddles(side) - points.select(-1, axis).unsqueeze(-1)) * texels;
        return torch::exp(-0.5 * away.square());
    };
    return 1.0 - torch::exp(-along(1).transpose(1, 2).matmul(along(0)));
}

} // namespace maquette
