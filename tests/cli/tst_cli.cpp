// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the program end to end, as a user does.
#include "tests/io/command.h"
#include "tests/io/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <fstream>
#include <limits>
#include <sstream>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::CommandResult;
using test::TemporaryFolder;

std::string quoted(const fs::path& path) {
    return "'" + path.string() + "'";
}

/// Output and messages together.
CommandResult cli(const std::string& arguments, const std::string& before = {}) {
    return test::runCommand(
        {"sh", "-c", before + " '" MAQUETTE_CLI "' " + arguments + " 2>&1 </dev/null"});
}

fs::path samplePhoto() {
    return fs::path(MAQUETTE_SOURCE_DIR) / "resources/samples/sample.jpg";
}

CommandResult reconstructSample(const fs::path& output, const std::string& options = {}) {
    return cli("reconstruct " + quoted(samplePhoto()) + " -o " + quoted(output) +
               " --texture-size 512 " + options);
}

void writeText(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

TEST(Cli, MakesAGlbWithReportAndPictures) {
    const TemporaryFolder folder;
    const CommandResult result = reconstructSample(
        folder / "sample.glb", "--turntable " + quoted(folder / "sheet.png") + " --overlay " +
                                   quoted(folder / "overlay.png") + " --json " +
                                   quoted(folder / "report.json"));
    ASSERT_EQ(result.status, 0) << result.output;

    std::ifstream glb(folder / "sample.glb", std::ios::binary);
    std::string magic(4, '\0');
    glb.read(magic.data(), 4);
    EXPECT_EQ(magic, "glTF");
    EXPECT_GT(fs::file_size(folder / "sample.glb"), 500000U);
    EXPECT_FALSE(cv::imread((folder / "sheet.png").string()).empty());
    EXPECT_FALSE(cv::imread((folder / "overlay.png").string()).empty());

    const auto report = nlohmann::json::parse(std::ifstream(folder / "report.json")).at(0);
    for (const char* stage : {"prepare", "constrain", "clothe", "texture", "finish", "export"}) {
        EXPECT_GE(report.at("stages").at(stage).get<double>(), 0.0) << stage;
    }
    EXPECT_GT(report.at("clothedIou").get<double>(), 0.85);
    EXPECT_LT(report.at("jointError").get<double>(), 0.02);
    EXPECT_TRUE(report.at("warnings").is_array());
}

TEST(Cli, GlbPassesTheValidator) {
    if (!test::hasProgram("gltf-validator")) {
        GTEST_SKIP() << "gltf-validator is not on PATH.";
    }
    const TemporaryFolder folder;
    ASSERT_EQ(reconstructSample(folder / "sample.glb").status, 0);
    const CommandResult checked =
        test::runCommand({"gltf-validator", "-o", (folder / "sample.glb").string()});
    const auto report = nlohmann::json::parse(checked.output);
    EXPECT_EQ(report.at("issues").at("numErrors"), 0) << checked.output;
}

TEST(Cli, ObjStandsOnTheGroundInMetres) {
    const TemporaryFolder folder;
    const CommandResult result = reconstructSample(folder / "body.obj", "--body-only --height 1.8");
    ASSERT_EQ(result.status, 0) << result.output;
    std::ifstream file(folder / "body.obj");
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    int vertices = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("v ") && ++vertices <= 13380) {
            double x = 0.0;
            double y = 0.0;
            std::istringstream(line.substr(2)) >> x >> y;
            low = std::min(low, y);
            high = std::max(high, y);
        }
    }
    EXPECT_GE(vertices, 13380);
    EXPECT_NEAR(low, 0.0, 1e-5);
    EXPECT_NEAR(high, 1.8, 1e-4);
}

TEST(Cli, ErrorInOnePhotoGoesOnWithTheNext) {
    const TemporaryFolder folder;
    const CommandResult result = cli("reconstruct /no/such.jpg " + quoted(samplePhoto()) + " -o " +
                                     quoted(folder / "results") + " --texture-size 512 --json " +
                                     quoted(folder / "report.json"));
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.output.find("/no/such.jpg"), std::string::npos) << result.output;
    EXPECT_TRUE(fs::exists(folder / "results/sample.glb"));
    const auto report = nlohmann::json::parse(std::ifstream(folder / "report.json"));
    EXPECT_EQ(report.at(0).at("error").at("code"), "FileNotFound");
    EXPECT_EQ(fs::path(report.at(1).at("output")).filename(), "sample.glb");
}

/// Makes a photo that cannot become a character.
struct Damage {
    const char* name;
    void (*make)(const fs::path& photo);
};

void PrintTo(const Damage& damage, std::ostream* stream) {
    *stream << damage.name;
}

void gradient(const fs::path& photo) {
    cv::Mat image(480, 640, CV_8UC3);
    for (int y = 0; y < image.rows; ++y) {
        image.row(y).setTo(cv::Scalar(y / 2, 128, 255 - y / 2));
    }
    cv::imwrite(photo.string(), image);
}

class DamagedPhoto : public testing::TestWithParam<Damage> {};

TEST_P(DamagedPhoto, FailsWithAMessageThatNamesIt) {
    const TemporaryFolder folder;
    const fs::path photo = folder / "the-photo.jpg";
    GetParam().make(photo);
    const CommandResult result =
        cli("reconstruct " + quoted(photo) + " -o " + quoted(folder / "out.glb"));
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.output.find(photo.string()), std::string::npos) << result.output;
    EXPECT_FALSE(fs::exists(folder / "out.glb"));
}

INSTANTIATE_TEST_SUITE_P(
    Inputs, DamagedPhoto,
    testing::Values(Damage{"ZeroBytes", [](const fs::path& p) { writeText(p, ""); }},
                    Damage{"Text", [](const fs::path& p) { writeText(p, "not a picture"); }},
                    Damage{"Missing", [](const fs::path&) {}},
                    Damage{"Truncated",
                           [](const fs::path& p) {
                               fs::copy_file(samplePhoto(), p);
                               fs::resize_file(p, 600);
                           }},
                    Damage{"NobodyThere", gradient}),
    [](const auto& damage) { return std::string(damage.param.name); });

TEST(Cli, PhotoIsToldByContentNotByEnding) {
    const TemporaryFolder folder;
    const fs::path photo = folder / "photo.png";
    fs::copy_file(samplePhoto(), photo);
    const CommandResult result = cli("reconstruct " + quoted(photo) + " -o " +
                                     quoted(folder / "out.glb") + " --texture-size 256");
    EXPECT_EQ(result.status, 0) << result.output;
}

TEST(Cli, FolderThatCannotBeWrittenIsNamed) {
    // Not even root may write there.
    const CommandResult result = reconstructSample("/proc/self/out.glb");
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.output.find("/proc/self/out.glb"), std::string::npos) << result.output;
}

TEST(Cli, WrongCommandLinesExitWithTwo) {
    EXPECT_EQ(cli("").status, 2);
    EXPECT_EQ(cli("reconstruct").status, 2);
    EXPECT_EQ(cli("reconstruct a.jpg b.jpg -o one.glb").status, 2);
    EXPECT_EQ(reconstructSample("unused.glb", "--rig nothing").status, 2);
    EXPECT_EQ(reconstructSample("unused.glb", "--gender maybe").status, 2);
    EXPECT_EQ(reconstructSample("unused.glb", "--pose sitting").status, 2);
}

TEST(Cli, MissingLibraryExitsWithThreeAndNamesTheFolder) {
    const CommandResult result = reconstructSample("unused.glb", "--library /no/such/library");
    EXPECT_EQ(result.status, 3);
    EXPECT_NE(result.output.find("/no/such/library"), std::string::npos) << result.output;
}

TEST(Cli, RunsWithoutAnyNetworkInterface) {
    if (test::runCommand({"unshare", "-r", "-n", "true"}).status != 0) {
        GTEST_SKIP() << "This machine does not let unshare make network namespaces.";
    }
    const TemporaryFolder folder;
    const CommandResult result = cli("reconstruct " + quoted(samplePhoto()) + " -o " +
                                         quoted(folder / "out.glb") + " --texture-size 512",
                                     "unshare -r -n");
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_TRUE(fs::exists(folder / "out.glb"));
}

TEST(Cli, ListsRigsAndVersion) {
    const CommandResult rigs = cli("rigs");
    EXPECT_EQ(rigs.status, 0);
    for (const char* name : {"default", "game_engine", "mixamo", "cmu_mb"}) {
        EXPECT_NE(rigs.output.find(std::string(name) + "\n"), std::string::npos) << name;
    }
    EXPECT_EQ(cli("--version").status, 0);
}

} // namespace
} // namespace maquette
