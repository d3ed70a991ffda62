// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Command lines, right and wrong, and where maquette-cli may write.
#include "tests/cli/cli_run.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <fstream>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::contains;
using test::quoted;
using test::TemporaryFolder;

TEST(CliArguments, HelpListsOptionsAndExitCodes) {
    const auto result = test::cli("reconstruct --help");
    EXPECT_EQ(result.status, 0);
    for (const char* option :
         {"--pose", "--rig", "--texture-size", "--quality", "--height", "--gender", "--person",
          "--turntable", "--overlay", "--json", "--body-only", "Exit codes: 0 done; 1 ",
          "; 2 wrong", "; 3 library", "; 130 stopped"}) {
        EXPECT_TRUE(contains(result.output, option)) << option << " in\n" << result.output;
    }
    EXPECT_TRUE(contains(test::cli("--help").output, "Exit codes"));
    EXPECT_EQ(test::cli("--version").status, 0);
}

TEST(CliArguments, ListsTheRigs) {
    const auto rigs = test::cli("rigs");
    EXPECT_EQ(rigs.status, 0);
    for (const char* name : {"default", "game_engine", "mixamo", "cmu_mb"}) {
        EXPECT_TRUE(contains(rigs.output, std::string(name) + "\n")) << name;
    }
}

struct WrongLine {
    const char* name;
    const char* arguments;
    const char* words; ///< in the message
};

void PrintTo(const WrongLine& line, std::ostream* stream) {
    *stream << line.name;
}

class CliWrongLine : public testing::TestWithParam<WrongLine> {};

TEST_P(CliWrongLine, ExitsWithTwoAndSaysWhy) {
    const TemporaryFolder folder;
    const auto result = test::cli(GetParam().arguments, "cd " + quoted(folder.path()) + " &&");
    EXPECT_EQ(result.status, 2) << result.output;
    EXPECT_TRUE(contains(result.output, GetParam().words)) << result.output;
    EXPECT_TRUE(fs::is_empty(folder.path())) << "something was written";
}

INSTANTIATE_TEST_SUITE_P(
    Lines, CliWrongLine,
    testing::Values(
        WrongLine{"NoCommand", "", "subcommand"}, WrongLine{"UnknownCommand", "make", "subcommand"},
        WrongLine{"NoPhoto", "reconstruct -o out.glb", "photos"},
        WrongLine{"NoOutput", "reconstruct a.jpg", "--output"},
        WrongLine{"UnknownOption", "reconstruct a.jpg -o out.glb --fast", "--fast"},
        WrongLine{"UnknownEnding", "reconstruct a.jpg -o out.stl", ".glb, .fbx or .obj"},
        WrongLine{"OneFileForTwoPhotos", "reconstruct a.jpg b.jpg -o one.glb", "one.glb"},
        WrongLine{"Pose", "reconstruct a.jpg -o out.glb --pose sitting", "sitting"},
        WrongLine{"Quality", "reconstruct a.jpg -o out.glb --quality good", "good"},
        WrongLine{"Gender", "reconstruct a.jpg -o out.glb --gender maybe", "maybe"},
        WrongLine{"Person", "reconstruct a.jpg -o out.glb --person 0", "--person"},
        WrongLine{"HeightIsAWord", "reconstruct a.jpg -o out.glb --height tall", "tall"},
        WrongLine{"ReportThatIsAPhoto", "reconstruct a.jpg -o out.glb --json b.jpg", "b.jpg"},
        WrongLine{"PictureOfAnotherKind", "reconstruct a.jpg -o out.glb --overlay b.gif", ".png"},
        WrongLine{"UnknownRig", "reconstruct a.jpg -o out.glb --rig nothing", "game_engine"},
        WrongLine{"Height", "reconstruct a.jpg -o out.glb --height 0", "0.1 to 10 metres"},
        WrongLine{"TextureSize", "reconstruct a.jpg -o out.glb --texture-size 9000", "8192"}),
    [](const auto& line) { return std::string(line.param.name); });

TEST(CliArguments, NeverReplacesAPhoto) {
    const TemporaryFolder folder;
    const fs::path photo = folder / "photo.jpg";
    fs::copy_file(test::samplePhoto(), photo);
    const auto result = test::reconstruct(photo, folder / "out.glb", "--overlay " + quoted(photo));
    EXPECT_EQ(result.status, 2);
    EXPECT_TRUE(contains(result.output, "is one of the photos")) << result.output;
    EXPECT_EQ(test::contentOf(photo), test::contentOf(test::samplePhoto()));
}

// ---- places to write ------------------------------------------------------------------------

TEST(CliOutput, MissingFolderIsNamedBeforeAnyWork) {
    const TemporaryFolder folder;
    for (const std::string options :
         {"-o none/out.glb", "-o out.glb --turntable none/a.png", "-o out.glb --overlay none/a.png",
          "-o out.glb --json none/a.json"}) {
        const auto result = test::cli("reconstruct no-such-photo.jpg " + options,
                                      "cd " + quoted(folder.path()) + " &&");
        EXPECT_EQ(result.status, 1) << options;
        EXPECT_TRUE(contains(result.output, "folder none (No such")) << result.output;
        EXPECT_FALSE(contains(result.output, "no-such-photo")) << "the photo was looked at";
    }
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(CliOutput, FileInThePlaceOfTheFolderIsNamed) {
    const TemporaryFolder folder;
    std::ofstream(folder / "results") << "a file";
    const auto result = test::reconstruct(test::samplePhoto(), folder / "results");
    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(contains(result.output, (folder / "results").string())) << result.output;
    EXPECT_EQ(test::contentOf(folder / "results"), "a file");
}

/// Mounts a small file system on FOLDER in a name space of its own and runs maquette-cli there.
/// @param check  shell command after it; its output is appended.
test::CommandResult onSmallDisk(const fs::path& folder, const std::string& options,
                                const std::string& arguments, const std::string& check) {
    const std::string script = "mount -t tmpfs -o " + options + " none " + folder.string() +
                               " || exit 77; '" MAQUETTE_CLI "' " + arguments +
                               " 2>&1 </dev/null; code=$?; " + check + "; exit $code";
    return test::runCommand(
        {"unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script});
}

class CliDisk : public testing::Test {
protected:
    void SetUp() override {
        if (onSmallDisk(m_folder.path(), "size=1m", "--version", "true").status != 0) {
            GTEST_SKIP() << "A small file system cannot be mounted here.";
        }
    }
    TemporaryFolder m_folder;
};

TEST_F(CliDisk, ReadOnlyFolderIsNamed) {
    const auto result =
        onSmallDisk(m_folder.path(), "ro",
                    "reconstruct no-such-photo.jpg -o " + quoted(m_folder / "out.glb"), "true");
    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(contains(result.output, m_folder.path().string())) << result.output;
    EXPECT_TRUE(contains(result.output, "Read-only file system")) << result.output;
}

TEST_F(CliDisk, FullDiskLeavesNothingHalfWritten) {
    // One megabyte holds the small textures but neither the OBJ nor the GLB.
    const auto result = onSmallDisk(m_folder.path(), "size=1m",
                                    "reconstruct " + quoted(test::samplePhoto()) + " -o " +
                                        quoted(m_folder / "out.obj") + " --texture-size 256",
                                    "echo left: $(ls -A " + m_folder.path().string() + ").");
    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(contains(result.output, "The disk is full")) << result.output;
    EXPECT_TRUE(contains(result.output, (m_folder / "out.obj").string())) << result.output;
    EXPECT_TRUE(contains(result.output, "left: .")) << result.output;
}

// ---- interruption ---------------------------------------------------------------------------

TEST(CliInterrupted, ExitsWith130AndLeavesWholeFilesOnly) {
    const TemporaryFolder folder;
    std::string photos;
    constexpr int kMore = 30; // than any machine does in the time
    for (int i = 0; i < kMore; ++i) {
        photos += quoted(test::samplePhoto()) + " ";
    }
    const auto result = test::cli("reconstruct " + photos + " -o " + quoted(folder / "results") +
                                      " --texture-size 256",
                                  "timeout --preserve-status --signal INT 3");
    EXPECT_EQ(result.status, 130) << result.output;
    int files = 0;
    for (const auto& file : fs::directory_iterator(folder / "results")) {
        EXPECT_EQ(file.path().extension(), ".glb");
        std::uint32_t length = 0; // the header's third word
        std::memcpy(&length, test::contentOf(file.path()).data() + 8, sizeof(length));
        EXPECT_EQ(length, file.file_size()) << file.path();
        ++files;
    }
    EXPECT_LT(files, kMore);
}

} // namespace
} // namespace maquette
