// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The plan of a data set as a file in its folder while it is being made.

#include "ui/data/data_services.h"

#include <optional>

namespace maquette {

/// Nothing when the folder has none, or it cannot be read: the data set is whole.
[[nodiscard]] std::optional<DatasetPlan> loadPlan(const std::filesystem::path& folder);
/// Makes the folder if need be. @errors  FileUnwritable.
[[nodiscard]] Status savePlan(const DatasetPlan& plan);
void removePlan(const std::filesystem::path& folder);

} // namespace maquette
