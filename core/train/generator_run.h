// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A run that teaches a generator.

#include "core/runs/run_folder.h"
#include "core/train/generator_options.h"

namespace maquette {

/// A new run of kind kGeneratorRun. @errors  those of RunFolder::create.
[[nodiscard]] Result<RunFolder> createGeneratorRun(const std::filesystem::path& folder,
                                                   const std::filesystem::path& dataset,
                                                   const GeneratorOptions& options);

/// The options of a run. @errors  CorruptData: names the file.
[[nodiscard]] Result<GeneratorOptions> generatorOptions(const RunFolder& run);

} // namespace maquette
