// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// maquette-cli calibrate: where the networks' landmarks lie on the template.
#include "app/cli_commands.h"

#include "core/calibration/calibration.h"

namespace maquette::cli {
namespace {

struct Arguments {
    std::filesystem::path output;
    CalibrationOptions options;
};

int calibrateTo(const Arguments& arguments, const Session& session) {
    const auto library = Library::open(Library::locate(session.library), session.ctx);
    if (!library) {
        return complain(library.error());
    }
    const auto table = calibrate(*library, session.models, arguments.options, session.ctx);
    if (!table) {
        return complain(table.error());
    }
    const Status saved = saveCorrespondences(*table, arguments.output);
    return saved ? 0 : complain(saved.error());
}

} // namespace

void addCalibrate(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command =
        app.add_subcommand("calibrate", "Find the networks' landmarks on the template");
    command->add_option("-o,--output", arguments->output, "Table to write")->required();
    command->add_option("--characters", arguments->options.characters, "Characters to look at")
        ->capture_default_str();
    command->add_option("--seed", arguments->options.seed, "Seed")->capture_default_str();
    command->callback(
        [arguments, &session] { session.exitCode = calibrateTo(*arguments, session); });
}

} // namespace maquette::cli
