// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A run from its first step to its model, checkpointed all along.

#include "core/train/run_folder.h"
#include "core/train/training_task.h"

#include <functional>

namespace maquette {

struct RunPace {
    std::int64_t metricsEvery = 20;     ///< steps
    std::int64_t validateEvery = 250;   ///< steps
    std::int64_t checkpointEvery = 250; ///< steps
    int validationSamples = 256;
    PictureMath pictures = {}; ///< see ComputePlan
};

/// The run of a folder, from its checkpoint on where there is one.
/// @errors  those of TrainingSet::open, Trainer::create and restore; Cancelled; Internal (LibTorch
///          failed).
[[nodiscard]] Result<std::unique_ptr<TrainingTask>>
openRun(const std::shared_ptr<const Library>& library, const RunFolder& run, const RunPace& pace,
        const Context& ctx = {});

/// Trains until the run's steps are done or @p ctx is cancelled; either way a checkpoint and the
/// model so far are left.
/// @param report  called every RunPace::metricsEvery steps and after each validation.
/// @errors  those of openRun; FileUnwritable; Cancelled.
/// @threading  Polls @p ctx once a step.
[[nodiscard]] Status trainRun(const std::shared_ptr<const Library>& library, const RunFolder& run,
                              const RunPace& pace,
                              const std::function<void(const RunProgress&)>& report,
                              const Context& ctx = {});

} // namespace maquette
