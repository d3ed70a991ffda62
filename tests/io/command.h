// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Other programs, run for what they print.

#include <cstdint>
#include <string>
#include <vector>

namespace maquette::test {

struct CommandResult {
    int status = -1;              ///< exit status; -1 when it was killed
    std::string output;           ///< standard output; standard error goes to the test's
    std::uint64_t peakMemory = 0; ///< most resident bytes of it, or of a process that it ran
};

/// Runs a program found on PATH and waits for it. A missing program exits with 127.
[[nodiscard]] CommandResult runCommand(const std::vector<std::string>& arguments);

/// Whether PATH holds the program.
[[nodiscard]] bool hasProgram(const std::string& name);

} // namespace maquette::test
