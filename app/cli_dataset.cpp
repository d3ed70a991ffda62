// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// maquette-cli dataset make, info and sheet: people to train on.
#include "app/cli_commands.h"
#include "app/cli_progress_line.h"

#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/synthesis/dataset_sheet.h"
#include "core/synthesis/perception_pass.h"
#include "core/synthesis/person_dataset.h"

#include <opencv2/imgcodecs.hpp>

#include <iostream>
#include <thread>

namespace maquette::cli {
namespace {

struct Arguments {
    std::filesystem::path folder;
    std::filesystem::path output;
    PersonDatasetOptions options;
    SheetOptions sheet;
    bool verify = false;
};

int make(const Arguments& arguments, const Session& session) {
    const auto library = Library::open(Library::locate(session.library), session.ctx);
    if (!library) {
        return complainAboutData(library.error());
    }
    const Context ctx = shownContext(session.token);
    const Status made = makePersonDataset(*library, arguments.folder, arguments.options, ctx);
    return made ? 0 : complain(made.error());
}

int perceive(const Arguments& arguments, const Session& session) {
    keepFreedMemory();
    const Context ctx = shownContext(session.token);
    const Status done =
        runPerceptionPass(arguments.folder, session.models, arguments.options.threads, ctx);
    return done ? 0 : complain(done.error());
}

int info(const Arguments& arguments, const Session& session) {
    const auto dataset = Dataset::open(arguments.folder);
    if (!dataset) {
        return complain(dataset.error());
    }
    const DatasetInfo info = (*dataset)->info();
    std::cout << info.origin.provenance << "\nseed " << info.origin.seed << ", made by "
              << info.origin.generatorVersion << ", " << info.bytes / 1'000'000 << " MB\n";
    for (const TableInfo& table : info.tables) {
        std::cout << table.name << ": " << table.records << " of " << table.expected << ", "
                  << table.shards << " files\n";
    }
    for (const Split split : kSplits) {
        const SplitInfo& part = info.splits[static_cast<size_t>(split)];
        std::cout << splitName(split) << ": " << part.samples << " samples of " << part.identities
                  << " people\n";
    }
    Status checked = (*dataset)->leakCheck();
    if (checked && arguments.verify) {
        checked = (*dataset)->verify(session.ctx);
    }
    return checked ? 0 : complain(checked.error());
}

int sheet(const Arguments& arguments) {
    const auto dataset = Dataset::open(arguments.folder);
    if (!dataset) {
        return complain(dataset.error());
    }
    const auto picture = datasetSheet(**dataset, arguments.sheet);
    if (!picture) {
        return complain(picture.error());
    }
    Bytes bytes;
    cv::imencode(".png", *picture, bytes);
    const Status written = writeFile(arguments.output, bytes);
    return written ? 0 : complain(written.error());
}

} // namespace

void addDataset(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<Arguments>();
    arguments->options.threads =
        static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    CLI::App* dataset = app.add_subcommand("dataset", "Make and look at training data");
    dataset->require_subcommand(1);
    CLI::App* makeIt = dataset->add_subcommand("make", "Make people, or go on making them");
    makeIt->add_option("-o,--out", arguments->folder, "Folder of the dataset")->required();
    makeIt->add_option("--count", arguments->options.identities, "People")
        ->capture_default_str()
        ->check(CLI::Range(1, 10000000));
    makeIt->add_option("--views", arguments->options.viewsPerIdentity, "Pictures a person")
        ->capture_default_str()
        ->check(CLI::Range(1, 64));
    makeIt->add_option("--seed", arguments->options.seed, "Seed")->capture_default_str();
    makeIt->add_option("--threads", arguments->options.threads, "Threads")
        ->check(CLI::Range(1, 256));
    makeIt->callback([arguments, &session] { session.exitCode = make(*arguments, session); });
    CLI::App* perceiveIt =
        dataset->add_subcommand("perceive", "Let the perception networks look at its pictures");
    perceiveIt->add_option("folder", arguments->folder, "Folder of the dataset")->required();
    perceiveIt->add_option("--threads", arguments->options.threads, "Threads")
        ->check(CLI::Range(1, 256));
    perceiveIt->callback(
        [arguments, &session] { session.exitCode = perceive(*arguments, session); });
    CLI::App* infoOf = dataset->add_subcommand("info", "Tell what a dataset holds");
    infoOf->add_option("folder", arguments->folder, "Folder of the dataset")->required();
    infoOf->add_flag("--verify", arguments->verify, "Check every record");
    infoOf->callback([arguments, &session] { session.exitCode = info(*arguments, session); });
    CLI::App* sheetOf = dataset->add_subcommand("sheet", "Draw many samples side by side");
    sheetOf->add_option("folder", arguments->folder, "Folder of the dataset")->required();
    sheetOf->add_option("-o,--output", arguments->output, "PNG to write")->required();
    sheetOf->add_flag("--faces", arguments->sheet.faces, "The heads instead");
    sheetOf->callback([arguments, &session] { session.exitCode = sheet(*arguments); });
}

} // namespace maquette::cli
