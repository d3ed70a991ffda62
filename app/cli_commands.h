// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The commands of maquette-cli. Each file cli_*.cpp holds one.
///
/// Exit codes: 0 all went well; 1 a photo or file failed (standard error says which and why);
/// 2 the command line is wrong; 3 data that set-up fetches is missing or damaged; 130 stopped by
/// Ctrl-C.

#include "core/base/context.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <memory>

namespace maquette::cli {

/// Options that all commands take, and what they share.
struct Session {
    std::filesystem::path library; ///< --library
    std::filesystem::path models;  ///< --models
    CancelToken token;             ///< cancelled by Ctrl-C
    Context ctx{token};
    int exitCode = 0; ///< set by the command that ran
};

/// Each adds its sub-command; parsing the command line runs it.
void addReconstruct(CLI::App& app, Session& session);
void addSamplePhoto(CLI::App& app, Session& session);
void addGenerate(CLI::App& app, Session& session);
void addEvaluationSet(CLI::App& app, Session& session);
void addEvaluateFit(CLI::App& app, Session& session);
void addDataset(CLI::App& app, Session& session);
void addTrain(CLI::App& app, Session& session);        ///< needs LibTorch
void addTimeTraining(CLI::App& app, Session& session); ///< needs LibTorch
void addEvaluate(CLI::App& app, Session& session);     ///< needs LibTorch
void addCheckMasks(CLI::App& app, Session& session);   ///< needs LibTorch
void addCalibrate(CLI::App& app, Session& session);
void addRigs(CLI::App& app, Session& session);

/// Prints the error to standard error and gives the exit code for it.
int complain(const Error& error);

/// The same for an error in opening the library or the networks.
int complainAboutData(const Error& error);

} // namespace maquette::cli
