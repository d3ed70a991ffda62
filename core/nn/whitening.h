// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Numbers that move together, made independent and of one size.

#include "core/nn/torch.h"

namespace maquette {

/// Principal components of a row of numbers, each of unit variance: gradient descent then sees a
/// small change of a face as well as a turn of the head. Not trained.
/// @source  LeCun, Bottou, Orr and Müller, "Efficient BackProp", 1998, section 4.3.
class WhiteningImpl : public torch::nn::Module {
public:
    /// Takes the first numbers as they are until it has learned.
    WhiteningImpl(std::int64_t in, std::int64_t out);

    /// @param rows  [N,in]. Components beyond N - 1 become zero; with less than two
    ///              rows nothing is learned.
    /// @param floor standard deviation of what is noise, in units of the rows.
    void learn(const torch::Tensor& rows, double floor);

    /// @param rows  [N,in]. @return [N,out].
    [[nodiscard]] torch::Tensor forward(const torch::Tensor& rows);

private:
    torch::Tensor m_mean;       ///< [in]
    torch::Tensor m_components; ///< [in,out]
};
TORCH_MODULE(Whitening);

} // namespace maquette
