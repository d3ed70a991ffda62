// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A quick look at how like people the characters of a generator in training are.

#include "core/runs/run_folder.h"
#include "core/train/generator_set.h"

namespace maquette {

/// Shapes of at most @p most characters made from noise beside as many people of a split:
/// "neighbour_accuracy_percent", "coverage_percent", "matching_mm", "diversity".
[[nodiscard]] Metrics generatorLikeness(GeneratorImpl& generator, const GeneratorSet& set,
                                        Split split, std::int64_t most, std::uint64_t seed);

/// The same of the Gaussian of the principal components and of people trained on.
[[nodiscard]] std::vector<Baseline> likenessBaselines(const GeneratorSet& set, Split split,
                                                      std::int64_t most);

/// @p count characters as @p people, evenly chosen, are described, in batches.
[[nodiscard]] GeneratedCharacters makeLike(GeneratorImpl& generator, const SplitPeople& people,
                                           std::int64_t count, std::uint64_t seed);

} // namespace maquette
