// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Another program run for what it prints: for work that may end the process that does it.

#include "core/base/context.h"
#include "core/base/result.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace maquette {

/// The program that runs now. @errors  MissingData.
[[nodiscard]] Result<std::filesystem::path> ownExecutable();

/// Runs a program until it ends. Its standard error is thrown away.
/// @return  what it wrote to standard output.
/// @errors  Internal (it could not be started, exited with another status than 0, was ended by a
///          signal, or took longer than @p limit and was killed); Cancelled.
/// @threading  Polls @p ctx ten times a second.
[[nodiscard]] Result<std::string> runChild(const std::filesystem::path& program,
                                           const std::vector<std::string>& arguments,
                                           std::chrono::seconds limit, const Context& ctx = {});

} // namespace maquette
