// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "tests/support/plain_user.h"
#include "tests/support/scoped_environment.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_disk.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::FileSizeLimit;
using test::PlainUser;
using test::ScopedEnvironment;
using test::TemporaryFolder;

std::string textOf(const fs::path& path) {
    const auto bytes = readFile(path);
    EXPECT_TRUE(bytes) << path;
    return bytes ? std::string(bytes->begin(), bytes->end()) : std::string();
}

int entriesOf(const TemporaryFolder& folder) {
    return static_cast<int>(
        std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()));
}

TEST(ReadFile, GivesBackWhatWasWritten) {
    const TemporaryFolder folder;
    Bytes bytes(100000);
    for (size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
    }
    ASSERT_TRUE(writeFile(folder / "data", bytes));
    EXPECT_EQ(readFile(folder / "data").value(), bytes);
    ASSERT_TRUE(writeFile(folder / "empty", std::string()));
    EXPECT_TRUE(readFile(folder / "empty").value().empty());
}

TEST(ReadFile, MissingFilesAreNamed) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeFile(folder / "file", std::string("x")));
    for (const fs::path& path :
         {folder / "missing", folder / "no" / "such", folder / "file" / "x"}) {
        const auto bytes = readFile(path);
        ASSERT_FALSE(bytes);
        EXPECT_EQ(bytes.error().code, ErrorCode::FileNotFound);
        EXPECT_NE(bytes.error().message.find(path.string()), std::string::npos);
    }
}

TEST(ReadFile, FoldersAndPipesAreRefusedWithoutWaiting) {
    const TemporaryFolder folder;
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    EXPECT_EQ(readFile(folder / "pipe").error().code, ErrorCode::FileUnreadable);
    EXPECT_EQ(readFile(folder.path()).error().code, ErrorCode::FileUnreadable);
}

TEST(ReadFile, UnreadableFileIsNotCalledMissing) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeFile(folder / "secret", std::string("x")));
    fs::permissions(folder.path(), fs::perms::all);
    fs::permissions(folder / "secret", fs::perms::none);
    const PlainUser user;
    EXPECT_EQ(readFile(folder / "secret").error().code, ErrorCode::FileUnreadable);
}

TEST(ReadFile, LimitIsTheLargestSizeThatIsRead) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeFile(folder / "ten", std::string("0123456789")));
    EXPECT_TRUE(readFile(folder / "ten", 10));
    EXPECT_EQ(readFile(folder / "ten", 9).error().code, ErrorCode::TooLarge);
}

TEST(WriteFile, ReplacesTheWholeFileAtOnce) {
    const TemporaryFolder folder;
    const std::string before(100000, 'a');
    ASSERT_TRUE(writeFile(folder / "file", before));
    std::ifstream reader(folder / "file"); // opened before the file is replaced
    ASSERT_TRUE(writeFile(folder / "file", std::string("new")));
    EXPECT_EQ(textOf(folder / "file"), "new");
    const std::string seen((std::istreambuf_iterator<char>(reader)), {});
    EXPECT_EQ(seen, before) << "the old file must not be written over";
    EXPECT_EQ(entriesOf(folder), 1) << "no temporary file stays";
}

TEST(WriteFile, FilesCanBeReadByOthers) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeFile(folder / "file", std::string("x")));
    EXPECT_EQ(fs::status(folder / "file").permissions(), static_cast<fs::perms>(0644));
}

TEST(WriteFile, FullDiskLeavesTheOldFileAndNoOther) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeFile(folder / "file", std::string("old")));
    Status status;
    {
        const FileSizeLimit limit(50000);
        status = writeFile(folder / "file", std::string(100000, 'n'));
    }
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::FileUnwritable);
    EXPECT_NE(status.error().message.find((folder / "file").string()), std::string::npos);
    EXPECT_FALSE(status.error().advice.empty());
    EXPECT_EQ(textOf(folder / "file"), "old");
    EXPECT_EQ(entriesOf(folder), 1);
}

TEST(WriteFile, ReadOnlyFolderIsReported) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeFile(folder / "file", std::string("old")));
    fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec |
                                       fs::perms::others_read | fs::perms::others_exec);
    {
        const PlainUser user;
        const Status status = writeFile(folder / "file", std::string("new"));
        ASSERT_FALSE(status);
        EXPECT_EQ(status.error().code, ErrorCode::FileUnwritable);
    }
    EXPECT_EQ(textOf(folder / "file"), "old");
}

TEST(WriteFile, MissingFolderAndFolderInThePlaceOfTheFileAreReported) {
    const TemporaryFolder folder;
    EXPECT_EQ(writeFile(folder / "no" / "file", std::string("x")).error().code,
              ErrorCode::FileUnwritable);
    fs::create_directory(folder / "place");
    EXPECT_EQ(writeFile(folder / "place", std::string("x")).error().code,
              ErrorCode::FileUnwritable);
    EXPECT_EQ(entriesOf(folder), 1) << "the temporary file is removed";
}

TEST(Folders, FollowTheEnvironment) {
    const ScopedEnvironment home("HOME", "/home/artist");
    const ScopedEnvironment cache("XDG_CACHE_HOME", "");
    const ScopedEnvironment share("XDG_DATA_HOME", "");
    const ScopedEnvironment data("MAQUETTE_DATA", "");
    EXPECT_EQ(dataFolder(), "/home/artist/.local/share/maquette");
    EXPECT_EQ(cacheFolder(), "/home/artist/.cache/maquette");
    const ScopedEnvironment otherCache("XDG_CACHE_HOME", "/fast");
    const ScopedEnvironment otherShare("XDG_DATA_HOME", "/large");
    EXPECT_EQ(dataFolder(), "/large/maquette");
    EXPECT_EQ(cacheFolder(), "/fast/maquette");
    const ScopedEnvironment own("MAQUETTE_DATA", "/own");
    EXPECT_EQ(dataFolder(), "/own");
}

TEST(Folders, ResourcesAreFoundFromTheProgramsPlaceOrNamed) {
    const ScopedEnvironment none("MAQUETTE_RESOURCES", "");
    EXPECT_TRUE(fs::exists(resourceFolder() / "samples" / "sample.jpg")) << resourceFolder();
    const ScopedEnvironment named("MAQUETTE_RESOURCES", "/elsewhere");
    EXPECT_EQ(resourceFolder(), "/elsewhere");
}

} // namespace
} // namespace maquette
