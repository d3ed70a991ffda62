// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A run that teaches the mapping or a generator, from its first step to its model.

#include "core/data/library.h"
#include "core/nn/picture_math.h"
#include "core/runs/learner_task.h"
#include "core/train/train_options.h"

namespace maquette {

struct RunPace : RecordPace {
    int validationSamples = 256;
    PictureMath pictures = {}; ///< see ComputePlan
};

/// A new run of kind kMappingRun. @errors  those of RunFolder::create.
[[nodiscard]] Result<RunFolder> createMappingRun(const std::filesystem::path& folder,
                                                 const std::filesystem::path& dataset,
                                                 const TrainOptions& options);

/// The options of a run. @errors  InvalidArgument (of another kind), CorruptData; both name it.
[[nodiscard]] Result<TrainOptions> mappingOptions(const RunFolder& run);

/// The run of a folder, of either kind, from its checkpoint on where there is one.
/// @errors  those of mappingOptions, TrainingSet::open and Trainer::create, or of generatorOptions
///          and GeneratorSet::open; those of openLearnerTask; Cancelled; Internal (LibTorch
///          failed).
[[nodiscard]] Result<std::unique_ptr<TrainingTask>>
openRun(const std::shared_ptr<const Library>& library, const RunFolder& run, const RunPace& pace,
        const Context& ctx = {});

/// Trains until the run's steps are done or @p ctx is cancelled; either way a checkpoint and the
/// model so far are left.
/// @param report  called every RecordPace::metricsEvery steps and after each validation.
/// @errors  those of openRun; FileUnwritable; Cancelled.
/// @threading  Polls @p ctx once a step.
[[nodiscard]] Status trainRun(const std::shared_ptr<const Library>& library, const RunFolder& run,
                              const RunPace& pace,
                              const std::function<void(const RunProgress&)>& report,
                              const Context& ctx = {});

} // namespace maquette
