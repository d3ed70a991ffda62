// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// maquette-cli train and evaluate: teaching the mapping, and judging it on people it never saw.
#include "core/nn/torch_guard.h"
#include "core/train/model_evaluation.h"
#include "core/train/training_run.h"
#include "core/train/training_speed.h"

#include "app/cli_commands.h"
#include "app/cli_progress_line.h"
#include "core/base/child_process.h"
#include "core/base/file.h"
#include "core/base/memory.h"

#include <iostream>
#include <thread>

namespace maquette::cli {
namespace {

struct TrainArguments {
    std::filesystem::path dataset;
    std::filesystem::path output;
    std::filesystem::path resume;
    TrainOptions options;
    RunPace pace;
    int threads = 0;
};

struct EvaluateArguments {
    std::filesystem::path model;
    std::filesystem::path dataset;
    std::filesystem::path json;
    std::filesystem::path out;
    int most = 0;
};

void report(const RunProgress& progress) {
    const auto value = [&](const char* name) {
        const auto found = progress.metrics.find(name);
        return found == progress.metrics.end() ? 0.0 : found->second;
    };
    std::fprintf(stderr,
                 "%s %lld of %lld: loss %.3f, shape %.1f mm, joints %.1f mm, pixels %.1f %%, "
                 "%.1f samples/s, %.0f min left\n",
                 progress.isValidation ? "validated" : "step",
                 static_cast<long long>(progress.step), static_cast<long long>(progress.steps),
                 value("loss"), value("vertices_mm"), value("joints_mm"), value("pixels_percent"),
                 progress.samplesPerSecond, progress.secondsLeft / 60.0);
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

int train(const TrainArguments& arguments, const Session& session) {
    const auto library = Library::open(Library::locate(session.library), session.ctx);
    if (!library) {
        return complainAboutData(library.error());
    }
    const auto run = arguments.resume.empty()
                         ? createMappingRun(arguments.output, arguments.dataset, arguments.options)
                         : RunFolder::open(arguments.resume);
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

/// What a model that is handed on says of itself.
std::map<std::string, std::string> bundleTexts(const ModelEvaluation& evaluation,
                                               const TrainingSet& set) {
    const DatasetOrigin& origin = set.dataset().origin();
    return {{"held_out_mm", std::to_string(evaluation.rows.front().shape.value)},
            {"evaluation", evaluation.toJson()},
            {"provenance", origin.provenance + ", " + origin.generatorVersion + ", seed " +
                               std::to_string(origin.seed)}};
}

int evaluate(const EvaluateArguments& arguments, const Session& session) {
    const auto library = Library::open(Library::locate(session.library), session.ctx);
    if (!library) {
        return complainAboutData(library.error());
    }
    const auto model = CharacterModel::load(arguments.model, **library);
    if (!model) {
        return complain(model.error());
    }
    keepFreedMemory();
    torch::set_num_threads(static_cast<int>(std::thread::hardware_concurrency()));
    const auto set = TrainingSet::open(arguments.dataset);
    if (!set) {
        return complain(set.error());
    }
    const Context ctx = shownContext(session.token);
    const auto result = evaluateModel(**model, **set, **library, arguments.most, ctx);
    if (!result) {
        return complain(result.error());
    }
    std::cout << result->toText();
    if (!arguments.json.empty()) {
        if (auto written = writeFile(arguments.json, result->toJson() + "\n"); !written) {
            return complain(written.error());
        }
    }
    if (!arguments.out.empty()) {
        if (auto saved = (*model)->save(arguments.out, bundleTexts(*result, **set)); !saved) {
            return complain(saved.error());
        }
    }
    return 0;
}

} // namespace

void addTrain(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<TrainArguments>();
    CLI::App* command = app.add_subcommand("train", "Teach the mapping from pictures to people");
    TrainOptions& options = arguments->options;
    auto* out = command->add_option("-o,--out", arguments->output, "Folder of the new run");
    auto* dataset = command->add_option("--dataset", arguments->dataset, "Dataset with perception");
    auto* resume = command->add_option("--resume", arguments->resume, "Run to go on with");
    resume->excludes(out)->excludes(dataset);
    command->add_option("--steps", options.steps, "Steps")->capture_default_str();
    command->add_option("--batch", options.batchSize, "Samples a step")->capture_default_str();
    command
        ->add_option("--point-steps", options.pointSteps,
                     "Of them, the first that learn from landmarks and masks alone")
        ->capture_default_str();
    command->add_option("--rate", options.learningRate, "Learning rate")->capture_default_str();
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

void addEvaluate(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<EvaluateArguments>();
    CLI::App* command = app.add_subcommand("evaluate", "Judge a model on people that it never saw");
    command->add_option("--model", arguments->model, "Model to judge")->required();
    command->add_option("--dataset", arguments->dataset, "Dataset with perception")->required();
    command->add_option("--most", arguments->most, "Samples at most; 0: all");
    command->add_option("--json", arguments->json, "File for the numbers");
    command->add_option("-o,--out", arguments->out, "Copy of the model that holds the numbers");
    command->callback([arguments, &session] { session.exitCode = evaluate(*arguments, session); });
}

} // namespace maquette::cli
