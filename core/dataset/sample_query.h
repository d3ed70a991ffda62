// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Filtering and sorting of samples. Pure: works on what was read of the catalog.

#include "core/dataset/dataset_types.h"

#include <span>

namespace maquette {

/// The samples that pass, in the wished order. Of 100,000 samples within some milliseconds.
/// @param rows     all samples.
/// @param columns  their attributes. A filter by an attribute that is not among them lets no
///                 sample pass, sorting by it does nothing.
[[nodiscard]] std::vector<std::int64_t> selectSamples(std::span<const SampleRow> rows,
                                                      const AttributeColumns& columns,
                                                      const SampleQuery& query);

/// Samples by person.
struct SampleGroups {
    std::vector<std::int64_t> samples; ///< group after group
    std::vector<std::size_t> begins;   ///< of the groups among them, and the end
};

/// @param samples  in any order; groups come as their first samples do, which lead them.
[[nodiscard]] SampleGroups groupByIdentity(std::span<const SampleRow> rows,
                                           const std::vector<std::int64_t>& samples);

} // namespace maquette
