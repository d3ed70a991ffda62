// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Weights and pictures by a formula that make_reference.py follows bit by bit.

#include "core/nn/safetensors.h"

namespace maquette::test {

/// The first @p count of the hashes of (seed, index); make_reference.py: mixed.
[[nodiscard]] std::vector<std::uint32_t> mixed(std::uint32_t seed, std::size_t count);

/// make_reference.py: seed_of.
[[nodiscard]] std::uint32_t seedOf(const std::string& name);

/// A tensor of the same shape for every tensor of a network, by its name.
[[nodiscard]] TensorMap formulaWeights(const TensorMap& network);

/// Noise on a slope, F32 [N,C,H,W], within [-1.5,1.5).
[[nodiscard]] ByteTensor formulaImage(const std::vector<std::int64_t>& shape);

} // namespace maquette::test
