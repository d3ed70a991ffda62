// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the mapping is given of people, as tensors.

#include "core/nn/character_network.h"

#include "core/mapping/mapping_input.h"

namespace maquette {

/// @param inputs  at least one.
[[nodiscard]] CharacterInput toTensors(const std::vector<MappingInput>& inputs);

} // namespace maquette
