// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the studio asks of whoever can train. main() fills it in; tests put their own in its
/// place.

#include "core/runs/option_fields.h"
#include "core/runs/run_folder.h"
#include "core/runs/training_task.h"

#include <functional>
#include <memory>

namespace maquette {

/// A ready choice of options.
struct RunPreset {
    std::string name;    ///< "Quick look"
    std::string text;    ///< what it is good for, one sentence
    std::string options; ///< JSON
};

/// What can be trained.
struct RunKind {
    std::string kind; ///< as RunConfig's
    std::string name; ///< "Mapping from photos to people"
    std::string text; ///< one sentence
    std::vector<OptionField> fields;
    std::vector<RunPreset> presets; ///< at least one
};

struct RunEstimate {
    double seconds = 0.0;
    std::uint64_t bytes = 0; ///< of disk
};

struct TrainingServices {
    /// A run of whatever kind, from its checkpoint on. Called on the engine's thread.
    std::function<Result<std::unique_ptr<TrainingTask>>(const RunFolder&, const Context&)> openRun;
    /// How long a run takes on this machine, which is timed the first time that it is asked (half
    /// a minute). Called on a worker thread.
    std::function<Result<RunEstimate>(const RunConfig&, const Context&)> estimate;
    std::vector<RunKind> kinds;

    /// False where the studio was built without networks.
    [[nodiscard]] bool canTrain() const { return openRun != nullptr; }
};

} // namespace maquette
