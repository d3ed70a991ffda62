// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/whitening.h"

#include <algorithm>

namespace maquette {

WhiteningImpl::WhiteningImpl(std::int64_t in, std::int64_t out)
    : m_mean(register_buffer("mean", torch::zeros({in}))),
      m_components(register_buffer("components", torch::eye(in, out))) {}

void WhiteningImpl::learn(const torch::Tensor& rows, double floor) {
    const torch::NoGradGuard noGradients;
    const std::int64_t count = rows.size(0);
    if (count < 2) {
        return;
    }
    m_mean.copy_(rows.mean(0));
    const auto [u, lengths, directions] = torch::linalg_svd(rows - m_mean, false);
    const std::int64_t known = std::min({count - 1, rows.size(1), m_components.size(1)});
    const torch::Tensor variances = lengths.square() / static_cast<double>(count - 1);
    const torch::Tensor scales = (variances + floor * floor).rsqrt();
    m_components.zero_();
    m_components.narrow(1, 0, known)
        .copy_((directions * scales.unsqueeze(1)).narrow(0, 0, known).t());
}

torch::Tensor WhiteningImpl::forward(const torch::Tensor& rows) {
    return (rows - m_mean).matmul(m_components);
}

} // namespace maquette
