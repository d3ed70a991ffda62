// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The held-out people that a mapping's run shows step by step.

#include "core/runs/preview_files.h"
#include "core/train/trainer.h"

namespace maquette {

/// A few people of the validation split, evenly chosen, with their pictures: bodies and eyes.
[[nodiscard]] PreviewSubjects mappingSubjects(const TrainingSet& set, const Library& library,
                                              const ShapeSpace& space);

/// What the trainer's network makes of them now.
/// @param subjects  of mappingSubjects() for the same set and library.
[[nodiscard]] PreviewStep mappingPreview(const Trainer& trainer, const Library& library,
                                         const PreviewSubjects& subjects);

} // namespace maquette
