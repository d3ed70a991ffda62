// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Khronos' validator on exported files. Set-up for tests installs it into the data folder.
#include "core/base/file.h"
#include "core/io/character_export.h"
#include "tests/io/command.h"
#include "tests/io/library_character.h"
#include "tests/io/test_character.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maquette {
namespace {

std::filesystem::path validator() {
    return dataFolder() / "tools" / "gltf-validator" / "validate.mjs";
}

/// Why the validator cannot run; empty when it can.
std::string missing() {
    if (!test::hasProgram("node")) {
        return "node is not installed.";
    }
    return std::filesystem::exists(validator()) ? "" : validator().string() + " is not installed.";
}

/// Neither errors nor warnings.
void expectClean(const Character& character, CharacterPose pose) {
    const test::TemporaryFolder folder;
    ExportOptions options;
    options.pose = pose;
    const auto path = folder / "character.glb";
    const Status status = exportCharacter(character, path, options);
    ASSERT_TRUE(status) << describe(status.error());
    const auto result = test::runCommand({"node", validator().string(), path.string()});
    const auto report = nlohmann::json::parse(result.output, nullptr, false);
    ASSERT_TRUE(report.is_object()) << "status " << result.status << ": " << result.output;
    const auto& issues = report["issues"];
    EXPECT_EQ(issues["numErrors"], 0) << issues.dump(1);
    EXPECT_EQ(issues["numWarnings"], 0) << issues.dump(1);
    EXPECT_EQ(report["info"]["generator"], "Maquette");
    EXPECT_EQ(report["info"]["materialCount"], character.meshes.size());
    EXPECT_TRUE(report["info"]["hasMorphTargets"]);
    EXPECT_TRUE(report["info"]["hasSkins"]);
    EXPECT_TRUE(report["info"]["hasTextures"]);
}

class GltfValidator : public testing::TestWithParam<CharacterPose> {};

TEST_P(GltfValidator, AcceptsSmallCharacter) {
    if (const std::string reason = missing(); !reason.empty()) {
        GTEST_SKIP() << reason;
    }
    expectClean(test::makeTestCharacter(), GetParam());
}

TEST_P(GltfValidator, AcceptsLibraryCharacterInEveryRig) {
    if (const std::string reason = missing(); !reason.empty()) {
        GTEST_SKIP() << reason;
    }
    for (const char* rig : {"game_engine", "mixamo", "default", "cmu_mb"}) {
        const auto character = test::makeLibraryCharacter(rig, 128);
        if (!character) {
            GTEST_SKIP() << describe(character.error());
        }
        SCOPED_TRACE(rig);
        expectClean(*character, GetParam());
    }
}

TEST(GltfValidatorItself, FindsErrors) {
    if (const std::string reason = missing(); !reason.empty()) {
        GTEST_SKIP() << reason;
    }
    const test::TemporaryFolder folder;
    const auto path = folder / "character.glb";
    ASSERT_TRUE(exportCharacter(test::makeTestCharacter(), path));
    auto bytes = readFile(path);
    ASSERT_TRUE(bytes);
    std::string text(bytes->begin(), bytes->end());
    const std::string version = "\"version\":\"2.0\"";
    const std::size_t at = text.find(version);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, version.size(), "\"version\":\"x.0\"");
    ASSERT_TRUE(writeFile(path, text));
    EXPECT_EQ(test::runCommand({"node", validator().string(), path.string()}).status, 1);
}

INSTANTIATE_TEST_SUITE_P(Poses, GltfValidator,
                         testing::Values(CharacterPose::Rest, CharacterPose::Photo),
                         [](const auto& test) {
                             return test.param == CharacterPose::Rest ? "Rest" : "Photo";
                         });

} // namespace
} // namespace maquette
