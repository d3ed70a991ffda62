// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// maquette-cli evaluate: judging a mapping or a generator on people that it never saw.
#include "core/nn/generator_model.h"
#include "core/train/blas_kernels.h"
#include "core/train/generator_evaluation.h"
#include "core/train/model_evaluation.h"

#include "app/cli_commands.h"
#include "app/cli_progress_line.h"
#include "core/base/file.h"
#include "core/base/memory.h"

#include <iostream>
#include <thread>

namespace maquette::cli {
namespace {

struct Arguments {
    std::filesystem::path model;
    std::filesystem::path dataset;
    std::filesystem::path json;
    std::filesystem::path out;
    int most = 0;
    int seeds = 3;
};

/// What a model that is handed on says of itself.
std::map<std::string, std::string> bundleTexts(const ModelEvaluation& evaluation,
                                               const TrainingSet& set) {
    const DatasetOrigin& origin = set.dataset().origin();
    return {{"held_out_mm", std::to_string(evaluation.rows.front().shape.value)},
            {"evaluation", evaluation.toJson()},
            {"provenance", origin.provenance + ", " + origin.generatorVersion + ", seed " +
                               std::to_string(origin.seed)}};
}

template <typename Evaluation>
Status writeNumbers(const Arguments& arguments, const Evaluation& evaluation) {
    std::cout << evaluation.toText();
    return arguments.json.empty() ? Status()
                                  : writeFile(arguments.json, evaluation.toJson() + "\n");
}

Status evaluateMapping(const Arguments& arguments, const Library& library, const Context& ctx) {
    const auto model = CharacterModel::load(arguments.model, library);
    if (!model) {
        return fail(model.error());
    }
    const auto set = TrainingSet::open(arguments.dataset);
    if (!set) {
        return fail(set.error());
    }
    const auto result = evaluateModel(**model, **set, library, arguments.most, ctx);
    if (!result) {
        return fail(result.error());
    }
    const Status written = writeNumbers(arguments, *result);
    return !written || arguments.out.empty()
               ? written
               : (*model)->save(arguments.out, bundleTexts(*result, **set));
}

Status evaluateCharacters(const Arguments& arguments, const Library& library, const Context& ctx) {
    const auto model = GeneratorModel::load(arguments.model, library);
    if (!model) {
        return fail(model.error());
    }
    const auto set =
        GeneratorSet::openFor(**model, arguments.dataset, library, ctx.nested(0.0, 0.5));
    if (!set) {
        return fail(set.error());
    }
    const auto result =
        evaluateGenerator((*model)->network(), **set, arguments.seeds, ctx.nested(0.5, 1.0));
    if (!result) {
        return fail(result.error());
    }
    const Status written = writeNumbers(arguments, *result);
    return !written || arguments.out.empty()
               ? written
               : (*model)->save(arguments.out, {{"evaluation", result->toJson()}});
}

/// Files that cannot be read are for evaluateMapping() to complain of.
bool isGenerator(const std::filesystem::path& model) {
    const auto file = readSafetensors(model);
    if (!file) {
        return false;
    }
    const auto format = file->metadata.find("format");
    return format != file->metadata.end() && format->second == GeneratorModel::kFormat;
}

int evaluate(const Arguments& arguments, const Session& session) {
    restartWithBetterBlas();
    const auto library = Library::open(Library::locate(session.library), session.ctx);
    if (!library) {
        return complainAboutData(library.error());
    }
    keepFreedMemory();
    torch::set_num_threads(static_cast<int>(std::thread::hardware_concurrency()));
    const Context ctx = shownContext(session.token);
    const Status judged = isGenerator(arguments.model)
                              ? evaluateCharacters(arguments, **library, ctx)
                              : evaluateMapping(arguments, **library, ctx);
    return judged ? 0 : complain(judged.error());
}

} // namespace

void addEvaluate(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("evaluate", "Judge a model on people that it never saw");
    command->add_option("--model", arguments->model, "Model to judge")->required();
    command->add_option("--dataset", arguments->dataset, "Dataset; a mapping needs its perception")
        ->required();
    command->add_option("--most", arguments->most, "Samples at most; 0: all");
    command->add_option("--seeds", arguments->seeds, "Of a generator's noise, that means are over")
        ->capture_default_str()
        ->check(CLI::Range(1, 20));
    command->add_option("--json", arguments->json, "File for the numbers");
    command->add_option("-o,--out", arguments->out, "Copy of the model that holds the numbers");
    command->callback([arguments, &session] { session.exitCode = evaluate(*arguments, session); });
}

} // namespace maquette::cli
