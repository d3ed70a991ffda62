// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The mapping's input as if the photo were mirrored.

#include "core/nn/character_network.h"

namespace maquette {

/// Left and right exchanged; what is unknown stays so.
[[nodiscard]] CharacterInput mirrored(const CharacterInput& input);

} // namespace maquette
