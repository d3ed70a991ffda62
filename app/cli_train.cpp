// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// maquette-cli train: teaching the mapping, or a generator.
#include "core/nn/torch_guard.h"
#include "core/train/blas_kernels.h"
#include "core/train/generator_run.h"
#include "core/train/training_run.h"
#include "core/train/training_speed.h"

#include "app/cli_commands.h"
#include "app/cli_progress_line.h"
#include "core/base/child_process.h"
#include "core/base/memory.h"

#include <array>
#include <iostream>
#include <thread>

namespace maquette::cli {
namespace {

struct TrainArguments {
    std::filesystem::path dataset;
    std::filesystem::path output;
    std::filesystem::path resume;
    std::string preset = "mapping";
    bool attributes = false; ///< a generator that is told what people are like
    TrainOptions options;
    CLI::Option* steps = nullptr;
    CLI::Option* batch = nullptr;
    CLI::Option* rate = nullptr;
    RunPace pace;
    int threads = 0;
};

/// The metrics that people want to see go by, and how they are written.
constexpr std::array<std::pair<const char*, const char*>, 7> kShown = {
    {{"loss", "loss %.3f, "},
     {"vertices_mm", "shape %.1f mm, "},
     {"joints_mm", "joints %.1f mm, "},
     {"pixels_percent", "pixels %.1f %%, "},
     {"texture", "texture %.3f, "},
     {"neighbour_accuracy_percent", "told apart %.1f %%, "},
     {"coverage_percent", "coverage %.1f %%, "}}};

void report(const RunProgress& progress) {
    std::fprintf(stderr, "%s %lld of %lld: ", progress.isValidation ? "validated" : "step",
                 static_cast<long long>(progress.step), static_cast<long long>(progress.steps));
    for (const auto& [name, format] : kShown) {
        if (const auto found = progress.metrics.find(name); found != progress.metrics.end()) {
            std::fprintf(stderr, format, found->second);
        }
    }
    std::fprintf(stderr, "%.1f samples/s, %.0f min left\n", progress.samplesPerSecond,
                 progress.secondsLeft / 60.0);
}

/// Says on standard error how fast each plan is.
Result<TimedPlan> timeThisMachine(const Context& ctx) {
    const auto program = ownExecutable();
    if (!program) {
        return fail(program.error());
    }
    const auto tell = [](const ComputePlan& plan, const Result<double>& speed) {
        std::fprintf(stderr, "%-42s %s\n", plan.toText().c_str(),
                     speed ? (std::to_string(*speed) + " samples/s").c_str()
                           : speed.error().message.c_str());
    };
    return timeMachine(planStore(), *program, tell, ctx);
}

int timeTraining(const Session& session) {
    restartWithBetterBlas();
    const auto best = timeThisMachine(session.ctx);
    if (!best) {
        return complain(best.error());
    }
    std::cout << "Trains with " << best->plan.toText() << ".\n";
    return 0;
}

/// What was found fastest here, or is found now.
ComputePlan planFor(const Context& ctx) {
    if (const auto known = planStore().load()) {
        return known->plan;
    }
    std::fprintf(stderr, "Timing this machine once, half a minute …\n");
    const auto found = timeThisMachine(ctx);
    return found ? found->plan
                 : ComputePlan{static_cast<int>(std::thread::hardware_concurrency()), {}};
}

/// What was said on the command line, over the preset.
Result<GeneratorOptions> generatorOptionsOf(const TrainArguments& arguments) {
    auto options = generatorPreset(arguments.preset);
    if (!options) {
        return fail(ErrorCode::InvalidArgument, options.error().message,
                    "Use mapping, vae-gan, vae, gan or classic.");
    }
    const TrainOptions& said = arguments.options;
    if (arguments.steps->count() > 0) {
        options->steps = said.steps;
    }
    if (arguments.batch->count() > 0) {
        options->batchSize = said.batchSize;
    }
    if (arguments.rate->count() > 0) {
        options->learningRate = said.learningRate;
    }
    options->seed = said.seed;
    options->mostPeople = said.mostSamples;
    if (arguments.attributes) {
        options->network.condition = GeneratorCondition::Attributes;
    }
    return options;
}

Result<RunFolder> newRun(const TrainArguments& arguments) {
    if (arguments.preset == "mapping") {
        return createMappingRun(arguments.output, arguments.dataset, arguments.options);
    }
    const auto options = generatorOptionsOf(arguments);
    return options ? createGeneratorRun(arguments.output, arguments.dataset, *options)
                   : fail(options.error());
}

int train(const TrainArguments& arguments, const Session& session) {
    restartWithBetterBlas();
    const auto library = Library::open(Library::locate(session.library), session.ctx);
    if (!library) {
        return complainAboutData(library.error());
    }
    const auto run =
        arguments.resume.empty() ? newRun(arguments) : RunFolder::open(arguments.resume);
    if (!run) {
        return complain(run.error());
    }
    ComputePlan plan = planFor(session.ctx);
    if (session.ctx.isCancelled()) {
        return complain(session.ctx.cancelled().value());
    }
    if (arguments.threads > 0) {
        plan.threads = arguments.threads;
    }
    keepFreedMemory();
    torch::set_num_threads(plan.threads);
    RunPace pace = arguments.pace;
    pace.pictures = plan.pictures;
    const Status trained = trainRun(*library, *run, pace, report, session.ctx);
    return trained ? 0 : complain(trained.error());
}

} // namespace

void addTrain(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<TrainArguments>();
    CLI::App* command = app.add_subcommand(
        "train", "Teach the mapping from pictures to people, or a generator of people");
    TrainOptions& options = arguments->options;
    auto* out = command->add_option("-o,--out", arguments->output, "Folder of the new run");
    auto* dataset = command->add_option("--dataset", arguments->dataset, "Dataset with perception");
    auto* resume = command->add_option("--resume", arguments->resume, "Run to go on with");
    resume->excludes(out)->excludes(dataset);
    command
        ->add_option("--preset", arguments->preset,
                     "What to teach: mapping, or a generator: vae-gan, vae, gan, classic")
        ->capture_default_str();
    command->add_flag("--attributes", arguments->attributes,
                      "A generator that is told age, gender, build …");
    arguments->steps = command->add_option("--steps", options.steps, "Steps");
    arguments->batch = command->add_option("--batch", options.batchSize, "Samples a step");
    command
        ->add_option("--point-steps", options.pointSteps,
                     "Of them, the first that learn from landmarks and masks alone")
        ->capture_default_str();
    arguments->rate = command->add_option("--rate", options.learningRate, "Learning rate");
    command->add_option("--most-samples", options.mostSamples, "Training samples used; 0: all");
    command->add_option("--seed", options.seed, "Seed")->capture_default_str();
    command->add_option("--threads", arguments->threads, "Threads of LibTorch");
    command->callback([=, &session] {
        if (resume->count() == 0 && (out->count() == 0 || dataset->count() == 0)) {
            throw CLI::ValidationError("train", "give --dataset and --out, or --resume");
        }
        session.exitCode = train(*arguments, session);
    });
}

void addTimeTraining(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "time-training", "Find out how this machine trains fastest, and keep it for train");
    command->callback([&session] { session.exitCode = timeTraining(session); });

    // The part that runs in a process of its own.
    auto plan = std::make_shared<ComputePlan>();
    auto first = std::make_shared<bool>(false);
    CLI::App* part = app.add_subcommand("time-plan", "")->group("");
    part->add_option("--threads", plan->threads)->required();
    part->add_flag("--channels-first", *first);
    part->add_flag("--bfloat16", plan->pictures.bfloat16);
    part->callback([plan, first, &session] {
        plan->pictures.channelsLast = !*first;
        const auto speed = withoutExceptions(
            {ErrorCode::OutOfMemory, "There is not enough memory to train so.", ""},
            [&]() -> Result<double> { return trainingSpeed(*plan); });
        if (!speed) {
            session.exitCode = complain(speed.error());
            return;
        }
        std::printf("%.2f\n", *speed);
    });
}

} // namespace maquette::cli
