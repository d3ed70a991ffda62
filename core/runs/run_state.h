// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  state.json of a training run: how far it is, and how it ended.

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace maquette {

enum class RunPhase {
    New,      ///< nothing was trained yet
    Running,  ///< by whoever holds the run; nobody does: it was interrupted
    Stopped,  ///< on request; may go on
    Finished, ///< may be extended
    Failed,   ///< error tells why
};

struct RunState {
    RunPhase phase = RunPhase::New;
    std::int64_t step = 0;
    std::int64_t steps = 0;   ///< where it ends; 0: as its options say
    std::string error = {};   ///< Failed
    std::string heldOut = {}; ///< name of the metric that tells how good it is; less is better
    std::optional<double> best = {}; ///< least of it so far, on held-out people
    std::int64_t bestStep = 0;

    [[nodiscard]] std::string toJson() const;
    /// What is missing or of the wrong kind stays as in a new state.
    [[nodiscard]] static RunState fromJson(const std::string& text);
    [[nodiscard]] bool operator==(const RunState&) const = default;
};

} // namespace maquette
