// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The training runs of a folder, whole or not.

#include "core/runs/run_folder.h"
#include "core/runs/run_lock.h"

namespace maquette {

/// What is known of a run without reading its models.
struct RunSummary {
    std::filesystem::path folder;
    std::string name;
    std::optional<RunConfig> config; ///< nothing: it cannot be read; problems tell why
    RunState state;
    std::optional<RunHolder> holder;         ///< who trains it right now
    std::filesystem::file_time_type changed; ///< when it was last trained or made
    bool hasCheckpoint = false;
    bool hasModel = false;
    std::vector<std::string> problems; ///< sentences: what is missing or damaged, and what follows

    /// Its program ended without stopping it; the last checkpoint is whole.
    [[nodiscard]] bool isInterrupted() const { return state.phase == RunPhase::Running && !holder; }
};

/// The run in a folder; nothing where there are no parts of one.
[[nodiscard]] std::optional<RunSummary> summariseRun(const std::filesystem::path& folder);

/// The runs in the folders of @p folder, latest first; none where it cannot be read.
/// @threading  Reads some small files a run; for worker threads.
[[nodiscard]] std::vector<RunSummary> listRuns(const std::filesystem::path& folder);

} // namespace maquette
