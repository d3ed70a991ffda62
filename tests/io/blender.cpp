// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/io/blender.h"

#include "tests/io/command.h"

#include <gtest/gtest.h>

namespace maquette::test {

nlohmann::json inspectInBlender(const std::filesystem::path& file) {
    const auto result =
        runCommand({"blender", "-b", "--factory-startup", "-P",
                    MAQUETTE_SOURCE_DIR "/tests/io/inspect_in_blender.py", "--", file.string()});
    const std::string mark = "INSPECTION ";
    const std::size_t at = result.output.find(mark);
    if (at == std::string::npos) {
        ADD_FAILURE() << "Blender ended with " << result.status << ":\n" << result.output;
        return nullptr;
    }
    const std::size_t first = at + mark.size();
    return nlohmann::json::parse(
        result.output.substr(first, result.output.find('\n', first) - first));
}

} // namespace maquette::test
