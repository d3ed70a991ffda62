// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Library and networks: missing, damaged, elsewhere.
#include "tests/cli/cli_run.h"
#include "tests/data/library_copy.h"
#include "tests/data/makehuman_layout.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::contains;
using test::LibraryCopy;
using test::quoted;
using test::TemporaryFolder;

/// The program ends with 3, names @p file, says what to do and writes nothing.
void expectNamed(const std::string& options, const std::string& file) {
    const TemporaryFolder folder;
    const auto result = test::reconstruct(test::samplePhoto(), folder / "out.glb", options);
    EXPECT_EQ(result.status, 3) << result.output;
    EXPECT_TRUE(contains(result.output, file)) << result.output;
    EXPECT_TRUE(contains(result.output, "packaging/setup")) << result.output;
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(CliLibrary, MissingFolderIsNamed) {
    expectNamed("--library /no/such/library", "/no/such/library");
}

TEST(CliLibrary, MissingTargetIsNamed) {
    const LibraryCopy copy;
    const fs::path target = "mpfb2/targets/macrodetails/caucasian-female-young.target.gz";
    ASSERT_TRUE(fs::exists(copy.folder() / target));
    copy.remove(target);
    expectNamed("--library " + quoted(copy.folder()), copy.file(target).string());
}

TEST(CliLibrary, TargetThatIsCutShortIsNamed) {
    const LibraryCopy copy;
    const std::string target = "mpfb2/targets/macrodetails/caucasian-female-young.target.gz";
    copy.cut(target, 0.5);
    expectNamed("--library " + quoted(copy.folder()), copy.file(target).string());
}

TEST(CliLibrary, MakeHumansOwnFolderWorksToo) {
    const LibraryCopy copy(Library::locate() / "mpfb2");
    test::arrangeAsMakeHuman(copy);
    const TemporaryFolder folder;
    const auto result =
        test::reconstruct(test::samplePhoto(), folder / "out.glb",
                          "--rig default --body-only --json " + quoted(folder / "report.json") +
                              " --library " + quoted(copy.folder()));
    ASSERT_EQ(result.status, 0) << result.output;
    const auto report = test::jsonOf(folder / "report.json").at(0);
    EXPECT_LT(report.at("jointError").get<double>(), 0.01);
    EXPECT_EQ(test::glbJson(folder / "out.glb").at("skins")[0].at("joints").size(), 163U);
}

/// Links to the installed networks but for one, which is cut short to @p bytes, or missing.
class ModelsWithout {
public:
    explicit ModelsWithout(const std::string& name, std::size_t bytes = 0) {
        for (const auto& entry : fs::directory_iterator(dataFolder() / "models")) {
            if (entry.path().filename() != name) {
                fs::create_symlink(entry.path(), m_folder.path() / entry.path().filename());
            }
        }
        if (bytes > 0) {
            fs::copy_file(dataFolder() / "models" / name, file(name));
            fs::resize_file(file(name), bytes);
        }
    }
    [[nodiscard]] const fs::path& folder() const { return m_folder.path(); }
    [[nodiscard]] fs::path file(const std::string& name) const { return m_folder / name; }

private:
    TemporaryFolder m_folder;
};

class CliModel : public testing::TestWithParam<const char*> {};

TEST_P(CliModel, IsNamedWhenItIsMissingOrCutShort) {
    const std::string name = GetParam();
    const ModelsWithout missing(name);
    expectNamed("--models " + quoted(missing.folder()), missing.file(name).string());
    const ModelsWithout cut(name, 100'000);
    expectNamed("--models " + quoted(cut.folder()), cut.file(name).string());
}

INSTANTIATE_TEST_SUITE_P(Files, CliModel,
                         testing::Values("pose_detection.onnx", "pose_landmark_full.onnx",
                                         "face_landmark.onnx", "u2netp.onnx"),
                         [](const auto& file) { return fs::path(file.param).stem().string(); });

TEST(CliModels, FingersAreGoneWithTheHandModelButNothingElse) {
    const ModelsWithout models("hand_landmark_full.onnx");
    const TemporaryFolder folder;
    const auto result = test::reconstruct(test::samplePhoto(), folder / "out.glb",
                                          "--body-only --models " + quoted(models.folder()));
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_TRUE(contains(result.output, "Fingers are not posed")) << result.output;
    EXPECT_TRUE(contains(result.output, "hand_landmark_full.onnx")) << result.output;
}

} // namespace
} // namespace maquette
