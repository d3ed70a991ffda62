// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Draws plausible random characters.

#include "core/data/library.h"

namespace maquette {

struct SamplerOptions {
    double minimumAge = 16.0; ///< years
    double maximumAge = 85.0;
    double localSpread = 0.25;     ///< sigma of local sliders, in slider units
    bool facialExpression = false; ///< also draw a mild expression
};

/// The macro part alone, with the same distributions.
[[nodiscard]] MacroParameters sampleMacro(Random& random, const SamplerOptions& options = {});

/// Distributions are documented at the implementation; equal seeds give equal characters on
/// every platform.
[[nodiscard]] CharacterParameters sampleCharacter(const Library& library, Random& random,
                                                  const SamplerOptions& options = {});

} // namespace maquette
