// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/training_run.h"

#include "core/train/generator_learner.h"
#include "core/train/generator_run.h"
#include "core/train/mapping_learner.h"
#include "core/train/mapping_options_form.h"

namespace maquette {

Result<RunFolder> createMappingRun(const std::filesystem::path& folder,
                                   const std::filesystem::path& dataset,
                                   const TrainOptions& options) {
    return RunFolder::create(
        folder, {.kind = kMappingRun, .dataset = dataset, .options = options.toJson()});
}

Result<TrainOptions> mappingOptions(const RunFolder& run) {
    const RunConfig& config = run.config();
    if (config.kind != kMappingRun) {
        return fail(ErrorCode::InvalidArgument,
                    "The run " + run.path().string() + " trains a " + config.kind +
                        ", not a mapping.",
                    "Choose another run.");
    }
    std::string problems;
    for (const std::string& problem : checkOptions(config.options, mappingOptionFields())) {
        problems += problem + " ";
    }
    auto options = TrainOptions::fromJson(config.options);
    if (!options || !problems.empty()) {
        return fail(ErrorCode::CorruptData,
                    "The file " + (run.path() / "config.json").string() + " cannot be used: " +
                        (problems.empty() ? options.error().message : problems),
                    "Mend it, or begin a new run.");
    }
    return options;
}

Result<std::unique_ptr<TrainingTask>> openRun(const std::shared_ptr<const Library>& library,
                                              const RunFolder& run, const RunPace& pace,
                                              const Context& ctx) {
    const std::filesystem::path& dataset = run.config().dataset;
    if (run.config().kind == kGeneratorRun) {
        const auto options = generatorOptions(run);
        return options
                   ? openLearnerTask(
                         run,
                         [&](const Context& making) {
                             return GeneratorLearner::create(library, dataset, *options, making);
                         },
                         pace, ctx)
                   : fail(options.error());
    }
    const auto options = mappingOptions(run);
    return options
               ? openLearnerTask(
                     run,
                     [&](const Context& making) {
                         return MappingLearner::create(library, dataset, *options, pace, making);
                     },
                     pace, ctx)
               : fail(options.error());
}

Status trainRun(const std::shared_ptr<const Library>& library, const RunFolder& run,
                const RunPace& pace, const std::function<void(const RunProgress&)>& report,
                const Context& ctx) {
    const auto task = openRun(library, run, pace, ctx);
    return task ? trainTask(**task, report, ctx) : fail(task.error());
}

} // namespace maquette
