// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The characters that a generator's run shows step by step: always of the same noise.

#include "core/runs/preview_files.h"
#include "core/train/generator_trainer.h"

namespace maquette {

/// The likeliest character and a few others; bodies and eyes.
[[nodiscard]] PreviewSubjects generatorSubjects(const Library& library, const ShapeSpace& space);

/// What the trainer's generator makes of their noise now.
/// @param subjects  of generatorSubjects() for the same library.
[[nodiscard]] PreviewStep generatorPreview(const GeneratorTrainer& trainer, const Library& library,
                                           const PreviewSubjects& subjects);

} // namespace maquette
