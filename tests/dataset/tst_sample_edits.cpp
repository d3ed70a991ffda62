// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/sample_edits.h"

#include "tests/dataset/small_dataset.h"
#include "tests/support/plain_user.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_disk.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <thread>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::tells;
using test::TemporaryFolder;

class SampleEditing : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(test::writeSmallDataset(folder(), 4)); }
    [[nodiscard]] const fs::path& folder() const { return m_folder.path(); }
    [[nodiscard]] std::shared_ptr<const Dataset> open() const {
        return Dataset::open(folder()).value();
    }
    [[nodiscard]] SampleMarks marks(std::int64_t sample) const {
        return open()->samples()[static_cast<std::size_t>(sample)];
    }

    TemporaryFolder m_folder;
};

TEST_F(SampleEditing, StoresMarksAndTouchesNothingElse) {
    const SampleMarks good{5, false, {"hands crossed", "keep"}};
    const SampleMarks bad{1, true, {}};
    ASSERT_TRUE(writeSampleEdits(folder(), {{2, good}, {7, bad}}));
    EXPECT_EQ(marks(2), good);
    EXPECT_EQ(marks(7), bad);
    EXPECT_EQ(marks(3), SampleMarks());
    EXPECT_EQ(open()->info().excluded, 1);
    EXPECT_TRUE(open()->verify());
    test::expectRightContent(*open());
    ASSERT_TRUE(writeSampleEdits(folder(), {{2, {}}}));
    EXPECT_EQ(marks(2), SampleMarks());
}

TEST_F(SampleEditing, OneWrongEditStoresNone) {
    const auto refused = [&](const SampleEdits& edits, const std::string& part) {
        const Status status = writeSampleEdits(folder(), edits);
        EXPECT_FALSE(status);
        EXPECT_EQ(status.error().code, ErrorCode::InvalidArgument);
        EXPECT_TRUE(tells(status.error(), part)) << describe(status.error());
        EXPECT_EQ(marks(0), SampleMarks());
    };
    refused({{0, {3, false, {}}}, {12, {3, false, {}}}}, "no sample 12");
    refused({{0, {3, false, {}}}, {1, {6, false, {}}}}, "rating 6");
    refused({{0, {3, false, {}}}, {1, {0, false, {"a,b"}}}}, "a,b");
}

TEST_F(SampleEditing, TagsAreCheckedAndRead) {
    EXPECT_TRUE(checkTag("two words"));
    EXPECT_TRUE(checkTag("größer"));
    for (const char* tag : {"", " a", "a ", "a,b", "a\nb", "a\x7f"}) {
        EXPECT_FALSE(checkTag(tag)) << tag;
    }
    EXPECT_FALSE(checkTag(std::string(61, 'a')));
    EXPECT_EQ(tagsOf("b,a,,b, c,d"), (std::vector<std::string>{"a", "b", "d"}));
    EXPECT_TRUE(tagsOf("").empty());
}

TEST_F(SampleEditing, WhoMayNotWriteIsToldSo) {
    ::chmod(catalogPath(folder()).c_str(), 0444);
    ::chmod(folder().c_str(), 0555);
    const test::PlainUser user;
    const Status status = writeSampleEdits(folder(), {{0, {3, false, {}}}});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::FileUnwritable);
    EXPECT_TRUE(tells(status.error(), "catalog.sqlite")) << describe(status.error());
    EXPECT_EQ(marks(0), SampleMarks());
}

TEST_F(SampleEditing, FolderThatMayNotBeWrittenToIsTold) {
    ::chmod(catalogPath(folder()).c_str(), 0666);
    ::chmod(folder().c_str(), 0555);
    const test::PlainUser user;
    const Status status = writeSampleEdits(folder(), {{0, {3, false, {}}}});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::FileUnwritable) << describe(status.error());
}

TEST_F(SampleEditing, FullDiskLosesNothing) {
    const TemporaryFolder mounted;
    const test::TinyDisk disk(mounted.path(), "size=400k");
    if (disk.error() != 0) {
        GTEST_SKIP() << "A small file system cannot be mounted here: "
                     << std::strerror(disk.error());
    }
    const fs::path data = mounted.path() / "data";
    fs::copy(folder(), data, fs::copy_options::recursive);
    const SampleEdits first = {{1, {4, false, {"kept"}}}};
    ASSERT_TRUE(writeSampleEdits(data, first));
    { // fills what is left
        const int file = ::open((mounted.path() / "full").c_str(), O_CREAT | O_WRONLY, 0644);
        const std::string block(1024, 'x');
        while (::write(file, block.data(), block.size()) > 0) {
        }
        ::close(file);
    }
    const Status status = writeSampleEdits(data, {{1, {2, true, {"lost"}}}});
    ASSERT_FALSE(status);
    EXPECT_TRUE(tells(status.error(), "catalog.sqlite")) << describe(status.error());
    fs::remove(mounted.path() / "full");
    const auto dataset = Dataset::open(data).value();
    EXPECT_TRUE(static_cast<const SampleMarks&>(dataset->samples()[1]) == first.at(1));
    EXPECT_TRUE(dataset->verify());
}

TEST_F(SampleEditing, WorksWhileAWriterGoesOn) {
    auto writer = DatasetWriter::resume(folder()).value();
    std::thread rating([&] {
        for (int round = 0; round < 12; ++round) {
            ASSERT_TRUE(writeSampleEdits(folder(), {{round, {1 + round % 5, false, {}}}}));
        }
    });
    ASSERT_TRUE(test::appendPeople(writer, 16));
    ASSERT_TRUE(writer.close());
    rating.join();
    EXPECT_EQ(open()->samples().size(), 48U);
    EXPECT_TRUE(open()->verify());
    test::expectRightContent(*open());
    EXPECT_EQ(marks(11).rating, 2);
}

TEST_F(SampleEditing, CatalogHeldByAnotherProgramIsNamed) {
    const auto database =
        Database::open(catalogPath(folder()), Database::Mode::Write, std::chrono::milliseconds(0))
            .value();
    const auto held = Transaction::begin(*database, Database::Mode::Write);
    ASSERT_TRUE(held);
    const Status status =
        writeSampleEdits(folder(), {{0, {3, false, {}}}}, std::chrono::milliseconds(20));
    ASSERT_FALSE(status);
    EXPECT_TRUE(tells(status.error(), "in use by another program")) << describe(status.error());
}

} // namespace
} // namespace maquette
