// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/mapping_options_form.h"
#include "core/train/training_run.h"
#include "core/train/training_speed.h"

#include "app/studio_training.h"
#include "core/base/child_process.h"
#include "core/base/memory.h"
#include "core/base/thread_priority.h"

#include <algorithm>
#include <thread>

namespace maquette {
namespace {

constexpr std::uint64_t kCheckpointBytes = 150U << 20; ///< of the standard network
constexpr std::uint64_t kModelBytes = 40U << 20;
constexpr std::uint64_t kPreviewBytes = 600U << 10;

/// What was found fastest here; else, and where it cannot be timed, all processors.
ComputePlan knownPlan() {
    const auto known = planStore().load();
    return known ? known->plan
                 : ComputePlan{static_cast<int>(std::thread::hardware_concurrency()), {}};
}

/// Short runs are looked at as often as long ones.
RunPace paceOf(const RunFolder& run) {
    constexpr std::int64_t kLooks = 20;
    RunPace pace;
    if (const auto options = mappingOptions(run)) {
        pace.validateEvery =
            std::clamp(options->steps / kLooks, pace.metricsEvery, pace.validateEvery);
        pace.checkpointEvery = pace.validateEvery;
    }
    return pace;
}

Result<std::unique_ptr<TrainingTask>> openMapping(const std::filesystem::path& where,
                                                  const RunFolder& run, const Context& ctx) {
    giveWay(); // on the engine's thread, whose threads inherit it
    const auto library = Library::open(Library::locate(where), ctx.nested(0.0, 0.1, "people"));
    if (!library) {
        return fail(library.error());
    }
    const ComputePlan plan = knownPlan();
    keepFreedMemory();
    torch::set_num_threads(plan.threads);
    RunPace pace = paceOf(run);
    pace.pictures = plan.pictures;
    return openRun(*library, run, pace, ctx.nested(0.1, 1.0));
}

/// Times the machine where that was not done yet.
Result<double> machineSpeed(const Context& ctx) {
    if (const auto known = planStore().load()) {
        return known->samplesPerSecond;
    }
    const auto studio = ownExecutable();
    if (!studio) {
        return fail(studio.error());
    }
    const auto timed = timeMachine(
        planStore(), studio->parent_path() / "maquette-cli",
        [](const ComputePlan&, const Result<double>&) {}, ctx);
    return timed ? Result<double>(timed->samplesPerSecond) : fail(timed.error());
}

Result<RunEstimate> estimateMapping(const RunConfig& config, const Context& ctx) {
    const auto options = TrainOptions::fromJson(config.options);
    if (!options) {
        return fail(options.error());
    }
    const auto speed = machineSpeed(ctx);
    if (!speed) {
        return fail(speed.error());
    }
    const auto validations =
        static_cast<std::uint64_t>(options->steps / RunPace().validateEvery + 2);
    return RunEstimate{trainingSeconds(*options, *speed),
                       2 * kCheckpointBytes + 2 * kModelBytes + validations * kPreviewBytes};
}

RunKind mappingKind() {
    RunKind kind;
    kind.kind = kMappingRun;
    kind.name = "Mapping from photos to people";
    kind.text = "Learns to tell shape, pose, camera and colours of a person from a photo.";
    kind.fields = mappingOptionFields();
    kind.presets = {
        {"Quick look", "Tells whether a data set is any good; 500 people are enough.",
         mappingPreset(MappingAim::QuickLook).toJson()},
        {"Standard", "A usable model; wants some thousand people.",
         mappingPreset(MappingAim::Standard).toJson()},
        {"Long", "As the shipped model was trained, on 16,000 people.",
         mappingPreset(MappingAim::Long).toJson()},
    };
    return kind;
}

} // namespace

TrainingServices trainingServices(const std::filesystem::path& library) {
    TrainingServices services;
    services.openRun = [library](const RunFolder& run, const Context& ctx) {
        return openMapping(library, run, ctx);
    };
    services.estimate = estimateMapping;
    services.kinds = {mappingKind()};
    return services;
}

} // namespace maquette
