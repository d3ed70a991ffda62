// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Draws plausible random characters.

#include "core/data/library.h"

namespace maquette {

struct SamplerOptions {
    double minimumAge = 16.0; ///< years
    double maximumAge = 85.0;
    bool extremeBuilds = false;   ///< macro parameters over their whole range, most near its ends
    double localSpread = 0.25;    ///< sigma of local sliders below the head, in slider units
    double faceSpread = 0.25;     ///< sigma of those of the head: people know faces best
    double spreadVariation = 0.0; ///< how far the sigmas of one person lie from these, as a share
    /// Metres that a slider at 1 may move vertices before it is damped; longer ones are damped so
    /// that the same localSpread suits a nostril and a thigh.
    double undampedReach = 0.020;
    /// Share of the characters of whom a few sliders are far from zero and all others zero, and
    /// whose gender is uniform: figures that are made up rather than met.
    double sparseShare = 0.0;
    bool facialExpression = false; ///< also draw a mild expression
};

/// For training: wider than people are, so that the ends of what people and characters are lie well
/// inside. Most of the spread is that of age and build: lengths of bones that vary on their own are
/// hard to see in one picture, and teach a network to answer the mean. Some people are of ordinary
/// proportions, others of quite their own, a quarter in a few things only.
[[nodiscard]] SamplerOptions trainingSampler();

/// The macro part alone, with the same distributions.
[[nodiscard]] MacroParameters sampleMacro(Random& random, const SamplerOptions& options = {});

/// A mild expression: up to three facial units, left and right together.
[[nodiscard]] std::map<std::string, double> sampleExpression(const Library& library,
                                                             Random& random);

/// Furthest that a slider at either end of its range moves any vertex, metres.
[[nodiscard]] double sliderReach(const Library& library, const Slider& slider);

/// Distributions are documented at the implementation; equal seeds give equal characters on
/// every platform.
[[nodiscard]] CharacterParameters sampleCharacter(const Library& library, Random& random,
                                                  const SamplerOptions& options = {});

} // namespace maquette
