// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/character_export.h"

#include "core/base/file.h"
#include "tests/io/test_character.h"
#include "tests/support/plain_user.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_disk.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstring>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::makeTestCharacter;
using test::TemporaryFolder;
using test::TinyDisk;

const std::vector<std::string> kEndings = {".glb", ".fbx", ".obj"};

std::size_t fileCount(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(CharacterExport, FormatFollowsTheEnding) {
    EXPECT_EQ(exportFormatFor("a/b.glb").value(), ExportFormat::Glb);
    EXPECT_EQ(exportFormatFor("B.FBX").value(), ExportFormat::Fbx);
    EXPECT_EQ(exportFormatFor("c.d.Obj").value(), ExportFormat::Obj);
    for (const char* name : {"a.gltf", "glb", "", "a.glb/"}) {
        const auto format = exportFormatFor(name);
        ASSERT_FALSE(format) << name;
        EXPECT_EQ(format.error().code, ErrorCode::UnsupportedFormat);
        EXPECT_NE(format.error().advice.find(".glb"), std::string::npos);
    }
}

TEST(CharacterExport, WritesEveryFormat) {
    const TemporaryFolder folder;
    for (const std::string& ending : kEndings) {
        const Status status = exportCharacter(makeTestCharacter(), folder / ("tube" + ending));
        EXPECT_TRUE(status) << describe(status.error());
        EXPECT_GT(fs::file_size(folder / ("tube" + ending)), 10000U);
    }
    EXPECT_EQ(fileCount(folder.path()), 3U + 1U + 3U); // MTL and three PNGs
}

TEST(CharacterExport, IsTheSameEveryTime) {
    const TemporaryFolder folder;
    const Character character = makeTestCharacter();
    for (const char* ending : {".glb", ".obj"}) { // FBX holds the time of writing
        ASSERT_TRUE(exportCharacter(character, folder / ("tube" + std::string(ending))));
        const auto first = readFile(folder / ("tube" + std::string(ending)));
        ASSERT_TRUE(exportCharacter(character, folder / ("tube" + std::string(ending))));
        EXPECT_EQ(first.value(), readFile(folder / ("tube" + std::string(ending))).value());
    }
}

TEST(CharacterExport, DamagedCharacterIsRefused) {
    const TemporaryFolder folder;
    Character character = makeTestCharacter();
    character.meshes[1].mesh.cornerVertex[0] = 1000;
    for (const std::string& ending : kEndings) {
        const Status status = exportCharacter(character, folder / ("tube" + ending));
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().code, ErrorCode::InvalidArgument);
    }
    EXPECT_EQ(fileCount(folder.path()), 0U);
}

TEST(CharacterExport, ReadOnlyFolderIsAnErrorThatNamesTheFile) {
    const TemporaryFolder folder;
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec |
                                       fs::perms::others_read | fs::perms::others_exec);
    const test::PlainUser user;
    for (const std::string& ending : kEndings) {
        const fs::path path = folder / ("tube" + ending);
        const Status status = exportCharacter(makeTestCharacter(), path);
        ASSERT_FALSE(status) << ending;
        EXPECT_EQ(status.error().code, ErrorCode::FileUnwritable);
        EXPECT_NE(status.error().message.find(folder.path().string()), std::string::npos);
        EXPECT_FALSE(status.error().advice.empty());
    }
}

TEST(CharacterExport, MissingFolderIsAnError) {
    const Status status = exportCharacter(makeTestCharacter(), "/nonexistent/folder/tube.glb");
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::FileUnwritable);
}

TEST(CharacterExport, FullDiskKeepsTheOldFileAndLeavesNoRemains) {
    const TemporaryFolder folder;
    const TinyDisk disk(folder.path());
    if (disk.error() != 0) {
        GTEST_SKIP() << "A small file system cannot be mounted here: "
                     << std::strerror(disk.error());
    }
    for (const std::string& ending : kEndings) {
        const fs::path path = folder / ("tube" + ending);
        ASSERT_TRUE(writeFile(path, std::string("old")));
        const Status status = exportCharacter(makeTestCharacter(256), path);
        ASSERT_FALSE(status) << ending;
        EXPECT_EQ(status.error().code, ErrorCode::FileUnwritable);
        EXPECT_NE(status.error().advice.find("disk is full"), std::string::npos);
        EXPECT_EQ(readFile(path).value(), (Bytes{'o', 'l', 'd'}));
        EXPECT_EQ(fileCount(folder.path()), 1U) << ending;
        fs::remove(path);
    }
}

TEST(CharacterExport, CancelBeforeStartWritesNothing) {
    const TemporaryFolder folder;
    const CancelToken token;
    token.cancel();
    for (const std::string& ending : kEndings) {
        const Status status =
            exportCharacter(makeTestCharacter(), folder / ("tube" + ending), {}, Context(token));
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().code, ErrorCode::Cancelled);
    }
    EXPECT_EQ(fileCount(folder.path()), 0U);
}

TEST(CharacterExport, CancelAtAnyStageKeepsTheOldFile) {
    const TemporaryFolder folder;
    const Character character = makeTestCharacter();
    for (const std::string& ending : kEndings) {
        const fs::path path = folder / ("tube" + ending);
        for (const double when : {0.0, 0.3, 0.6, 0.94}) {
            ASSERT_TRUE(writeFile(path, std::string("old")));
            const CancelToken token;
            const Context ctx(token, [&](double fraction, const std::string&) {
                if (fraction >= when) {
                    token.cancel();
                }
            });
            const Status status = exportCharacter(character, path, {}, ctx);
            ASSERT_FALSE(status) << ending << " at " << when;
            EXPECT_EQ(status.error().code, ErrorCode::Cancelled);
            EXPECT_EQ(readFile(path).value(), (Bytes{'o', 'l', 'd'}));
        }
        fs::remove(path);
    }
    EXPECT_EQ(fileCount(folder.path()), 0U);
}

TEST(CharacterExport, ProgressRisesToOne) {
    const TemporaryFolder folder;
    for (const std::string& ending : kEndings) {
        std::vector<double> fractions;
        const Context ctx(CancelToken(), [&](double fraction, const std::string& stage) {
            fractions.push_back(fraction);
            EXPECT_FALSE(stage.empty() && fraction < 1.0);
        });
        ASSERT_TRUE(exportCharacter(makeTestCharacter(), folder / ("tube" + ending), {}, ctx));
        ASSERT_GT(fractions.size(), 3U);
        EXPECT_TRUE(std::is_sorted(fractions.begin(), fractions.end()));
        EXPECT_EQ(fractions.back(), 1.0);
    }
}

} // namespace
} // namespace maquette
