// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  GeneratorOptions as a form shows them.

#include "core/runs/option_fields.h"
#include "core/train/generator_options.h"

namespace maquette {

/// Every number and switch of GeneratorOptions::toJson() that a user may set.
[[nodiscard]] std::vector<OptionField> generatorOptionFields();

/// Seconds that training takes where pictures of the mapping are learned from at so many samples a
/// second; a character costs about as much as one and a half of them.
[[nodiscard]] double trainingSeconds(const GeneratorOptions& options, double samplesPerSecond);

} // namespace maquette
