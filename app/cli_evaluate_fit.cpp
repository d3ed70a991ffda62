// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// maquette-cli evaluate-fit: the fit against people of whom everything is known.
#include "app/cli_commands.h"

#include "core/base/bootstrap.h"
#include "core/base/file.h"
#include "core/fit/fit_model.h"
#include "core/pipeline/clothe.h"
#include "core/pipeline/fit_evaluation.h"
#include "core/pipeline/mapping.h"
#include "core/pipeline/open_model.h"
#include "core/pipeline/prepare.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdio>
#include <iostream>

namespace maquette::cli {
namespace {

constexpr int kOracleSamples = 2000;
constexpr std::uint64_t kOracleSeed = 20240229;

enum class Way { Fit, Network, NetworkThenFit };

struct Arguments {
    std::filesystem::path folder;
    std::filesystem::path json;
    std::filesystem::path model;
    Way way = Way::Fit;
    double spread = FitGuess().spread;
};

struct Tools {
    std::shared_ptr<const Library> library;
    std::unique_ptr<Perception> perception;
    std::shared_ptr<const FitModel> model;
    std::shared_ptr<const CharacterMapper> mapper; ///< null: the fit alone
    Way way = Way::Fit;
    double spread = 0.0;
};

Result<Tools> openTools(const Arguments& arguments, const Session& session) {
    Tools tools;
    auto library = Library::open(Library::locate(session.library), session.ctx);
    if (!library) {
        return fail(library.error());
    }
    tools.library = *library;
    auto perception = Perception::open(session.models, session.ctx);
    if (!perception) {
        return fail(perception.error());
    }
    tools.perception = std::move(*perception);
    const auto table = loadCorrespondences(shippedCorrespondences());
    if (!table) {
        return fail(table.error());
    }
    auto model = FitModel::make(tools.library, *table, session.ctx);
    if (!model) {
        return fail(model.error());
    }
    tools.model = *model;
    tools.way = arguments.way;
    tools.spread = arguments.spread;
    if (arguments.way != Way::Fit) {
        auto mapper = openMapper(arguments.model, *tools.library);
        if (!mapper) {
            return fail(mapper.error());
        }
        tools.mapper = *mapper;
    }
    return tools;
}

/// One row of the table.
struct Row {
    std::string item;
    std::string error; ///< empty when fitted
    double shape = 0;  ///< millimetres
    double mean = 0;
    double oracle = 0;
    double joints = 0;  ///< millimetres
    double picture = 0; ///< of the joints in the photo, % of the person's height
    double upright = 0; ///< degrees
    double gender = 0;  ///< distance of the estimate from the truth, 0 … 1
    FitMetrics metrics;
    double clothedIou = 0;
};

Result<FitResult> answer(const Tools& tools, const Subject& subject, const Context& ctx) {
    FitOptions options;
    if (tools.mapper) {
        const auto input = encodeSubject(subject);
        if (!input) {
            return fail(ErrorCode::NoPersonFound, "There is nobody to map.");
        }
        const auto mapped = tools.mapper->map({*input});
        if (!mapped) {
            return fail(mapped.error());
        }
        auto generated = fitFrom(mapped->front(), *tools.library, subject);
        if (!generated || tools.way == Way::Network) {
            return generated;
        }
        options.guess = FitGuess{std::move(*generated), tools.spread};
    }
    return fitCharacter(*tools.model, subject, options, ctx);
}

Status fillRow(const Tools& tools, const EvaluationItem& item, const Points& truth, Row& row,
               const Context& ctx) {
    const auto subject = prepareSubject(*tools.perception, item.photo, {}, Needed::Person, ctx);
    if (!subject) {
        return fail(subject.error());
    }
    const auto fit = answer(tools, *subject, ctx);
    if (!fit) {
        return fail(fit.error());
    }
    const auto dressed = clotheBody(tools.library->templateMesh(), *fit, *subject, false, ctx);
    if (!dressed) {
        return fail(dressed.error());
    }
    row.shape = shapeError(evaluationShape(fit->restShape), truth);
    row.joints = poseError(*fit, item);
    row.picture = pictureError(*fit, item);
    row.upright = uprightError(*fit, item);
    row.gender = std::abs(fit->metrics.gender - item.parameters.macro.gender);
    row.metrics = fit->metrics;
    row.clothedIou = dressed->iou;
    return {};
}

struct Column {
    const char* name;
    double (*value)(const Row&);
};

const std::vector<Column>& columns() {
    static const std::vector<Column> list = {
        {"shapeMm", [](const Row& r) { return r.shape; }},
        {"meanShapeMm", [](const Row& r) { return r.mean; }},
        {"gainOnMeanMm", [](const Row& r) { return r.mean - r.shape; }},
        {"oracleMm", [](const Row& r) { return r.oracle; }},
        {"jointsMm", [](const Row& r) { return r.joints; }},
        {"photoJointsPercent", [](const Row& r) { return r.picture; }},
        {"jointErrorPercent", [](const Row& r) { return 100.0 * r.metrics.jointError; }},
        {"faceErrorPercent", [](const Row& r) { return 100.0 * r.metrics.faceError; }},
        {"bodyIou", [](const Row& r) { return r.metrics.iou; }},
        {"clothedIou", [](const Row& r) { return r.clothedIou; }},
        {"leanDegrees", [](const Row& r) { return std::abs(r.metrics.leanDegrees); }},
        {"uprightErrorDegrees", [](const Row& r) { return r.upright; }},
        {"genderError", [](const Row& r) { return r.gender; }}};
    return list;
}

void printHeader() {
    std::printf("%-12s", "item");
    for (const Column& column : columns()) {
        std::printf(" %19s", column.name);
    }
    std::printf("\n");
}

void printRow(const Row& row) {
    std::printf("%-12s", row.item.c_str());
    if (!row.error.empty()) {
        std::printf(" %s\n", row.error.c_str());
        return;
    }
    for (const Column& column : columns()) {
        std::printf(" %19.3f", column.value(row));
    }
    std::printf("\n");
    std::fflush(stdout);
}

nlohmann::json summarise(const std::vector<Row>& rows) {
    nlohmann::json summary = nlohmann::json::object();
    std::printf("\nmedian of the fitted items [95 %% bootstrap interval]\n");
    for (const Column& column : columns()) {
        std::vector<double> values;
        for (const Row& row : rows) {
            if (row.error.empty()) {
                values.push_back(column.value(row));
            }
        }
        if (values.empty()) {
            continue;
        }
        const BootstrapInterval m = medianInterval(values);
        std::printf("%-19s %9.3f [%.3f, %.3f]\n", column.name, m.value, m.low, m.high);
        summary[column.name] = {{"median", m.value}, {"low", m.low}, {"high", m.high}};
    }
    return summary;
}

nlohmann::json rowReport(const Row& row) {
    nlohmann::json report = {{"item", row.item}};
    if (!row.error.empty()) {
        report["error"] = row.error;
        return report;
    }
    for (const Column& column : columns()) {
        report[column.name] = column.value(row);
    }
    return report;
}

Result<std::vector<Row>> evaluate(const Tools& tools, const std::vector<EvaluationItem>& items,
                                  const Context& ctx) {
    std::vector<Points> truths;
    for (const EvaluationItem& item : items) {
        truths.push_back(evaluationShape(item.restShape));
    }
    const auto baselines = shapeBaselines(*tools.library, truths, kOracleSamples, kOracleSeed, ctx);
    if (!baselines) {
        return fail(baselines.error());
    }
    std::vector<Row> rows;
    printHeader();
    for (size_t i = 0; i < items.size(); ++i) {
        Row row;
        row.item = items[i].photo.stem().string();
        row.mean = baselines->mean[i];
        row.oracle = baselines->oracle[i];
        if (const Status filled = fillRow(tools, items[i], truths[i], row, ctx); !filled) {
            if (filled.error().code == ErrorCode::Cancelled) {
                return fail(filled.error());
            }
            row.error = describe(filled.error());
        }
        printRow(row);
        rows.push_back(std::move(row));
    }
    return rows;
}

int evaluateFolder(const Arguments& arguments, const Session& session) {
    const auto items = readEvaluationSet(arguments.folder, session.ctx);
    if (!items) {
        return complain(items.error());
    }
    const auto tools = openTools(arguments, session);
    if (!tools) {
        return complain(tools.error());
    }
    const auto rows = evaluate(*tools, *items, session.ctx);
    if (!rows) {
        return complain(rows.error());
    }
    nlohmann::json report = {{"summary", summarise(*rows)}, {"items", nlohmann::json::array()}};
    int failed = 0;
    for (const Row& row : *rows) {
        report["items"].push_back(rowReport(row));
        failed += row.error.empty() ? 0 : 1;
    }
    std::printf("%d of %zu items could not be fitted\n", failed, rows->size());
    report["failed"] = failed;
    if (!arguments.json.empty()) {
        const std::string text =
            report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
        if (const Status written = writeFile(arguments.json, text); !written) {
            return complain(written.error());
        }
    }
    return failed == 0 ? 0 : 1;
}

} // namespace

void addEvaluateFit(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("evaluate-fit", "Measure the fit on an evaluation set");
    command->add_option("folder", arguments->folder, "Folder made by evaluation-set")->required();
    command->add_option("--json", arguments->json, "Table to write as JSON")->type_name("FILE");
    auto* model = command->add_option("--model", arguments->model, "Learned mapping to use");
    command->add_option("--way", arguments->way, "What answers: fit, network, network-then-fit")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, Way>{{"fit", Way::Fit},
                                       {"network", Way::Network},
                                       {"network-then-fit", Way::NetworkThenFit}}));
    command->add_option("--spread", arguments->spread, "Trust in the network's shape, 0 … 1")
        ->check(CLI::Range(0.01, 1.0));
    command->callback([=, &session] {
        if (arguments->way != Way::Fit && model->count() == 0) {
            throw CLI::ValidationError("evaluate-fit", "--way needs --model");
        }
        session.exitCode = evaluateFolder(*arguments, session);
    });
}

} // namespace maquette::cli
