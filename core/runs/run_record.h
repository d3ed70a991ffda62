// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a training run writes down as it goes: numbers by name, a step at a time.

#include <cstdint>
#include <map>
#include <string>

namespace maquette {

/// Means over what a step or a validation saw, by name: "loss", "vertices_mm", "joints_mm" …
using Metrics = std::map<std::string, double>;

/// Kinds of records.
inline constexpr const char* kTrainRecord = "train";    ///< means since the record before
inline constexpr const char* kValidationRecord = "val"; ///< of held-out people

struct RunRecord {
    std::int64_t step = 0; ///< steps done
    std::string kind;
    Metrics metrics; ///< not always finite: a run may diverge
    [[nodiscard]] bool operator==(const RunRecord&) const = default;
};

} // namespace maquette
