// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What simple answers score on the people that a mapping's run is validated with.

#include "core/mapping/shape_space.h"
#include "core/runs/run_folder.h"
#include "core/train/training_set.h"

namespace maquette {

/// Of "vertices_mm", on the samples that Trainer::validate() uses: the mean shape; retrieval, which
/// is the training person whose landmarks are likest; and the nearest training person of all,
/// which only who knows the truth can name.
/// @param most  samples at most.
/// @errors  Cancelled.
/// @threading  Polls @p ctx once a sample.
[[nodiscard]] Result<std::vector<Baseline>>
mappingBaselines(const TrainingSet& set, const ShapeSpace& space, int most, const Context& ctx);

} // namespace maquette
