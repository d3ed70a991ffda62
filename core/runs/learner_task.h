// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A Learner trained as a run: records, validations, previews, checkpoints, state.

#include "core/runs/learner.h"
#include "core/runs/training_task.h"

#include <functional>
#include <memory>

namespace maquette {

struct RecordPace {
    std::int64_t metricsEvery = 20;     ///< steps
    std::int64_t validateEvery = 250;   ///< steps
    std::int64_t checkpointEvery = 250; ///< steps
};

/// Makes the learner of a run, which does not know of checkpoints yet.
using MakeLearner = std::function<Result<std::unique_ptr<Learner>>(const Context&)>;

/// Takes the run's lock and opens it, from its checkpoint on where there is one; else baselines and
/// the first preview are made. Beside what the learner tells, records have "samples_per_second",
/// "memory_mb" (of the process) and "seconds" (of training, from the run's first step on). The
/// model of the least held-out error is kept apart from that of the last step, and is never
/// replaced by a worse one. When the task goes away, the state of the run says how it ended.
/// @errors  those of RunLock::take, @p make and the learner; FileUnwritable; Cancelled.
[[nodiscard]] Result<std::unique_ptr<TrainingTask>> openLearnerTask(const RunFolder& run,
                                                                    const MakeLearner& make,
                                                                    const RecordPace& pace,
                                                                    const Context& ctx = {});

/// Trains until the task's steps are done or @p ctx is cancelled; either way it is saved.
/// @param report  called with what step() reports.
/// @errors  those of the task; Cancelled.
/// @threading  Polls @p ctx once a step.
[[nodiscard]] Status trainTask(TrainingTask& task,
                               const std::function<void(const RunProgress&)>& report,
                               const Context& ctx = {});

} // namespace maquette
