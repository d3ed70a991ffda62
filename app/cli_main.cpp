// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the command line and runs one command.
#include "app/cli_commands.h"

#include "core/base/file.h"
#include "core/data/library.h"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <thread>

namespace maquette::cli {

namespace {

constexpr const char* kExitCodes =
    "Exit codes: 0 done; 1 a photo or file failed (standard error says which and why); 2 wrong "
    "command line; 3 library or networks missing or damaged; 130 stopped.";

} // namespace

int complain(const Error& error) {
    std::cerr << "maquette-cli: " << describe(error) << "\n";
    switch (error.code) {
    case ErrorCode::Cancelled:
        return 130;
    case ErrorCode::InvalidArgument:
        return 2;
    case ErrorCode::MissingData:
        return 3;
    default:
        return 1;
    }
}

int complainAboutData(const Error& error) {
    const int code = complain(error);
    return error.code == ErrorCode::CorruptData ? 3 : code;
}

namespace {

/// Turns SIGINT and SIGTERM into a cancel. The signals are blocked before any thread starts, so
/// that only the waiting thread gets them.
void cancelOnSignals(const CancelToken& token) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([signals, token] {
        int received = 0;
        sigwait(&signals, &received);
        token.cancel();
    }).detach();
}

int run(int argc, char** argv) {
    Session session;
    cancelOnSignals(session.token);

    CLI::App app("Photos of people to rigged, textured 3D characters.", "maquette-cli");
    app.set_version_flag("--version", "maquette-cli " MAQUETTE_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--library", session.library, "Folder of the character library")
        ->type_name("DIR");
    app.add_option("--models", session.models, "Folder of the perception networks")
        ->type_name("DIR");
    addReconstruct(app, session);
    addSamplePhoto(app, session);
    addGenerate(app, session);
    addEvaluationSet(app, session);
    addEvaluateFit(app, session);
    addDataset(app, session);
#ifdef MAQUETTE_WITH_NN
    addTrain(app, session);
    addEvaluate(app, session);
    addTimeTraining(app, session);
    addCheckMasks(app, session);
#endif
    addCalibrate(app, session);
    addRigs(app, session);
    app.footer(kExitCodes);
    for (CLI::App* command : app.get_subcommands({})) {
        command->footer(kExitCodes);
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    return session.exitCode;
}

} // namespace
} // namespace maquette::cli

int main(int argc, char** argv) {
    // Idle OpenMP threads that spin would take the cores from the other thread pools.
    setenv("OMP_WAIT_POLICY", "passive", 0);
    try {
        return maquette::cli::run(argc, argv);
    } catch (const std::exception& e) {
        std::cerr << "maquette-cli: unexpected failure: " << e.what() << "\n";
        return 1;
    }
}
