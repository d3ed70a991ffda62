// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/generator_options_form.h"
#include "core/train/generator_run.h"
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

/// Nothing where its options cannot be read.
std::optional<std::int64_t> plannedSteps(const RunConfig& config) {
    if (config.kind == kGeneratorRun) {
        const auto options = GeneratorOptions::fromJson(config.options);
        return options ? std::optional(options->steps) : std::nullopt;
    }
    const auto options = TrainOptions::fromJson(config.options);
    return options ? std::optional(options->steps) : std::nullopt;
}

/// Short runs are looked at as often as long ones.
RunPace paceOf(const RunFolder& run) {
    constexpr std::int64_t kLooks = 20;
    RunPace pace;
    if (const auto steps = plannedSteps(run.config())) {
        pace.validateEvery = std::clamp(*steps / kLooks, pace.metricsEvery, pace.validateEvery);
        pace.checkpointEvery = pace.validateEvery;
    }
    return pace;
}

Result<std::unique_ptr<TrainingTask>> openAny(const std::filesystem::path& where,
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

/// Seconds on a machine that learns from so many pictures a second.
Result<double> secondsOf(const RunConfig& config, double samplesPerSecond) {
    if (config.kind == kGeneratorRun) {
        const auto options = GeneratorOptions::fromJson(config.options);
        return options ? Result<double>(trainingSeconds(*options, samplesPerSecond))
                       : fail(options.error());
    }
    const auto options = TrainOptions::fromJson(config.options);
    return options ? Result<double>(trainingSeconds(*options, samplesPerSecond))
                   : fail(options.error());
}

Result<RunEstimate> estimateRun(const RunConfig& config, const Context& ctx) {
    const auto speed = machineSpeed(ctx);
    if (!speed) {
        return fail(speed.error());
    }
    const auto seconds = secondsOf(config, *speed);
    if (!seconds) {
        return fail(seconds.error());
    }
    const auto validations =
        static_cast<std::uint64_t>(plannedSteps(config).value_or(0) / RunPace().validateEvery + 2);
    return RunEstimate{*seconds,
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

/// A preset of the command line.
std::string generatorJson(const char* preset, bool attributes) {
    GeneratorOptions options = *generatorPreset(preset);
    if (attributes) {
        options.network.condition = GeneratorCondition::Attributes;
    }
    return options.toJson();
}

RunKind generatorKind() {
    RunKind kind;
    kind.kind = kGeneratorRun;
    kind.name = "Generator of people";
    kind.text = "Learns to make up people, shape and texture, out of noise.";
    kind.fields = generatorOptionFields();
    kind.presets = {
        {"VAE-GAN", "Makes people again and is judged by a discriminator; the best of both.",
         generatorJson("vae-gan", false)},
        {"VAE-GAN, told attributes", "The same, told age, gender and build.",
         generatorJson("vae-gan", true)},
        {"VAE", "Makes people again: calm to train, blurred textures.",
         generatorJson("vae", false)},
        {"GAN", "Judged by a discriminator alone: harder to train.", generatorJson("gan", false)},
        {"Classic", "The networks and the training of the article, to compare with.",
         generatorJson("classic", false)},
    };
    return kind;
}

} // namespace

TrainingServices trainingServices(const std::filesystem::path& library) {
    TrainingServices services;
    services.openRun = [library](const RunFolder& run, const Context& ctx) {
        return openAny(library, run, ctx);
    };
    services.estimate = estimateRun;
    services.kinds = {mappingKind(), generatorKind()};
    return services;
}

} // namespace maquette
