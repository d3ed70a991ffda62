// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How MakeHuman turns macro parameters into weights of macro targets.

#include "core/data/library.h"

namespace maquette {

/// Every macro target that the rule can ask for (564).
[[nodiscard]] const std::vector<std::string>& macroTargetNames();

/// The targets with a weight above 0. A target's weight is the product of its factors' weights;
/// each factor is piecewise linear in its parameter: age has corners at 1 (baby), 10 (child),
/// 25 (young) and 90 years (old), the others at 0, 0.5 and 1. Parameters are clamped to their
/// ranges; an ethnicity mix of zeros counts as equal parts.
/// @source  MakeHuman, apps/human.py (_setAgeVals and its like) and apps/humanmodifier.py;
///          MakeHuman rounds 1 / 0.1875 to 5.333, here it is exact.
[[nodiscard]] std::vector<WeightedTarget> macroWeights(const MacroParameters& macro);

/// @errors  InvalidArgument naming the parameter and its range.
[[nodiscard]] Status checkMacroParameters(const MacroParameters& macro);

} // namespace maquette
