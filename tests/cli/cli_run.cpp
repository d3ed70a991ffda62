// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_run.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>

namespace maquette::test {
namespace fs = std::filesystem;

std::string quoted(const fs::path& path) {
    return "'" + path.string() + "'";
}

CommandResult cli(const std::string& arguments, const std::string& before) {
    return runCommand({"sh", "-c",
                       "unset DISPLAY WAYLAND_DISPLAY; " + before + " '" MAQUETTE_CLI "' " +
                           arguments + " 2>&1 </dev/null"});
}

CommandResult reconstruct(const fs::path& photo, const fs::path& output,
                          const std::string& options) {
    return cli("reconstruct " + quoted(photo) + " -o " + quoted(output) + " --texture-size 256 " +
               options);
}

fs::path samplePhoto() {
    return fs::path(MAQUETTE_SOURCE_DIR) / "resources/samples/sample.jpg";
}

fs::path sharedFile(const std::string& name) {
    const fs::path path = fs::path(MAQUETTE_SHARED) / name;
    EXPECT_TRUE(fs::exists(path)) << "CTest makes " << path << "; run the test through it.";
    return path;
}

std::string contentOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file.is_open()) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

nlohmann::json jsonOf(const fs::path& path) {
    return nlohmann::json::parse(contentOf(path));
}

nlohmann::json glbJson(const fs::path& path) {
    constexpr std::size_t kHeader = 20; // file header, then length and kind of the JSON chunk
    const std::string bytes = contentOf(path);
    std::uint32_t length = 0;
    if (bytes.size() < kHeader || bytes.substr(0, 4) != "glTF") {
        ADD_FAILURE() << path << " is no GLB.";
        return nullptr;
    }
    std::memcpy(&length, bytes.data() + 12, sizeof(length));
    return nlohmann::json::parse(bytes.substr(kHeader, length));
}

nlohmann::json entryOf(const nlohmann::json& report, const std::string& fileName) {
    for (const nlohmann::json& entry : report) {
        if (fs::path(entry.at("photo").get<std::string>()).filename() == fileName) {
            return entry;
        }
    }
    ADD_FAILURE() << "The report does not name " << fileName << ".";
    return nullptr;
}

} // namespace maquette::test
