// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Draws characters otherwise than core/data/sampler.h does.

#include "core/data/library.h"

namespace maquette {

/// Macro parameters are uniform over their whole range and independent of each other; the age lies
/// between 14 and 80. Four to twelve local sliders are far from zero, both sides alike, all others
/// zero. The face is neutral.
[[nodiscard]] CharacterParameters sampleAbroad(const Library& library, Random& random);

} // namespace maquette
