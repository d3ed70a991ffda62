// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  maquette-cli run as a user runs it, and what it leaves.

#include "tests/io/command.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

namespace maquette::test {

/// In single quotes, for the shell.
[[nodiscard]] std::string quoted(const std::filesystem::path& path);

/// Runs maquette-cli without a display. @param before  goes in front of it: "unshare -n" …
/// @return  output and messages together.
[[nodiscard]] CommandResult cli(const std::string& arguments, const std::string& before = {});

/// Photo to small textures. @param options  more arguments.
[[nodiscard]] CommandResult reconstruct(const std::filesystem::path& photo,
                                        const std::filesystem::path& output,
                                        const std::string& options = {});

[[nodiscard]] std::filesystem::path samplePhoto();

/// A file of the character that CTest's fixture 'shared_character' makes once for all cases, or of
/// the photos that 'made_photos' makes. The test fails when it is not there.
[[nodiscard]] std::filesystem::path sharedFile(const std::string& name);

/// The whole file; the test fails when it cannot be read.
[[nodiscard]] std::string contentOf(const std::filesystem::path& path);
[[nodiscard]] nlohmann::json jsonOf(const std::filesystem::path& path);

/// The JSON of a GLB.
[[nodiscard]] nlohmann::json glbJson(const std::filesystem::path& path);

/// The entry of a --json report whose photo has this file name; null and a failure without one.
[[nodiscard]] nlohmann::json entryOf(const nlohmann::json& report, const std::string& fileName);

[[nodiscard]] inline bool contains(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

} // namespace maquette::test
