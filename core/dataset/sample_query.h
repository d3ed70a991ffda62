// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Filtering and sorting of samples by the catalog's index of attributes.

#include "core/dataset/database.h"
#include "core/dataset/dataset_types.h"

namespace maquette {

/// The samples that pass, in the wished order. Of 100,000 samples within a tenth of a second.
/// @param rows  all samples; ones that the catalog has beyond them are left out.
/// @errors  FileUnreadable, CorruptData. An attribute that no sample has is not an error: a filter
///          by it lets none pass, sorting by it does nothing.
[[nodiscard]] Result<std::vector<std::int64_t>>
selectSamples(const Database& database, std::span<const SampleRow> rows, const SampleQuery& query);

} // namespace maquette
