// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Half floats: 16 bits, 11 bits of precision, up to 65504.

#include <Eigen/Core>

#include <span>
#include <vector>

namespace maquette {

using Half = Eigen::half;

/// Rounds to the nearest half, ties to even. Beyond 65519 in size it becomes infinite, below 2^-25
/// zero; NaN stays NaN.
/// @param to  as long as @p from.
void toHalf(std::span<const float> from, std::span<Half> to);
[[nodiscard]] std::vector<Half> toHalf(std::span<const float> from);

/// Exact.
/// @param to  as long as @p from.
void toFloat(std::span<const Half> from, std::span<float> to);
[[nodiscard]] std::vector<float> toFloat(std::span<const Half> from);

} // namespace maquette
