// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/dataset/small_dataset.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

constexpr int kPeople = 8;

Bytes contentOf(const fs::path& path) {
    return readFile(path).value();
}

/// Four people are written; then the folder is made to look as if the writer of more had been
/// killed at some moment. Whatever that moment: going on gives the dataset that an undisturbed
/// writer makes.
class Resume : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(test::writeSmallDataset(m_killed, 4));
        ASSERT_TRUE(test::writeSmallDataset(m_whole, 4));
        auto writer = DatasetWriter::resume(m_whole).value();
        ASSERT_TRUE(test::appendPeople(writer, kPeople));
        ASSERT_TRUE(writer.close());
        m_next = shardFolder(m_whole) / "samples-000000012.shard";
    }
    void TearDown() override {
        expectRegistered(4);
        auto writer = DatasetWriter::resume(m_killed);
        ASSERT_TRUE(writer) << describe(writer.error());
        expectNoStrays();
        EXPECT_EQ(writer->recordCount(kSamples), 12);
        ASSERT_TRUE(test::appendPeople(*writer, kPeople));
        ASSERT_TRUE(writer->close());
        expectRegistered(kPeople);
        ASSERT_EQ(test::shardNames(m_killed), test::shardNames(m_whole));
        for (const std::string& name : test::shardNames(m_whole)) {
            EXPECT_EQ(contentOf(shardFolder(m_killed) / name),
                      contentOf(shardFolder(m_whole) / name))
                << name;
        }
    }
    void expectRegistered(int people) const {
        const auto dataset = Dataset::open(m_killed);
        ASSERT_TRUE(dataset) << describe(dataset.error());
        EXPECT_EQ((*dataset)->table(kIdentities)->recordCount(), people);
        EXPECT_EQ((*dataset)->samples().size(),
                  static_cast<std::size_t>(people * test::kSamplesEach));
        EXPECT_TRUE((*dataset)->verify());
        test::expectRightContent(**dataset);
    }
    void expectNoStrays() const {
        for (const std::string& name : test::shardNames(m_killed)) {
            EXPECT_TRUE(fs::exists(shardFolder(m_whole) / name)) << name;
            EXPECT_NE(name, m_next.filename());
        }
    }
    void leave(const std::string& name, const Bytes& bytes) const {
        ASSERT_TRUE(writeFile(shardFolder(m_killed) / name, bytes));
    }

    TemporaryFolder m_folder;
    fs::path m_killed = m_folder / "killed";
    fs::path m_whole = m_folder / "whole";
    fs::path m_next; ///< the shard that comes after those of four people
};

TEST_F(Resume, BeforeAnything) {}

TEST_F(Resume, OnceTheShardIsBegun) {
    leave("samples-000000012.shard.part", {});
}

TEST_F(Resume, WithinTheHeader) {
    Bytes bytes = contentOf(m_next);
    bytes.resize(100);
    leave("samples-000000012.shard.part", bytes);
}

TEST_F(Resume, WithinARecord) {
    Bytes bytes = contentOf(m_next);
    bytes.resize(4096 + test::sampleSchema().recordBytes() * 3 / 2);
    leave("samples-000000012.shard.part", bytes);
}

TEST_F(Resume, WithAllRecordsButTheCount) {
    Bytes bytes = contentOf(m_next);
    const auto header = encodeShardHeader({kSamples, test::sampleSchema(), 12, 0});
    std::ranges::copy(header.bytes, bytes.begin());
    leave("samples-000000012.shard.part", bytes);
}

TEST_F(Resume, BeforeTheShardGetsItsName) {
    leave("samples-000000012.shard.part", contentOf(m_next));
}

TEST_F(Resume, BeforeTheShardIsRegistered) {
    leave("samples-000000012.shard", contentOf(m_next));
    leave("identities-000000004.shard",
          contentOf(shardFolder(m_whole) / "identities-000000004.shard"));
}

TEST_F(Resume, WithTheRegisteredShardNotOnTheDiskInFull) {
    leave("samples-000000012.shard", Bytes(5000)); // renamed, but lost its bytes with the power
}

TEST_F(Resume, WithinTheCatalogsTransaction) {
    leave("samples-000000012.shard", contentOf(m_next));
    const fs::path live = m_folder / "live.sqlite";
    fs::copy_file(catalogPath(m_killed), live);
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(live.c_str(), &database), SQLITE_OK);
    const auto run = [&](const char* sql) {
        EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql;
    };
    run("PRAGMA cache_size = 1"); // so that pages are written before the end
    run("BEGIN");
    run("UPDATE samples SET split = 2, tags = zeroblob(3000)");
    run("INSERT INTO shards VALUES (2, 12, 4, 0)");
    ASSERT_GT(fs::file_size(live.string() + "-journal"), 512U);
    fs::copy_file(live, catalogPath(m_killed), fs::copy_options::overwrite_existing);
    fs::copy_file(live.string() + "-journal", catalogPath(m_killed).string() + "-journal");
    run("ROLLBACK");
    sqlite3_close(database);
}

TEST_F(Resume, LeavesFilesOfOthersAlone) {
    leave("notes.txt", {1, 2, 3});
    ASSERT_TRUE(DatasetWriter::resume(m_killed));
    EXPECT_TRUE(fs::remove(shardFolder(m_killed) / "notes.txt"));
}

TEST(ResumeCreation, WithinTheMakingOfTheCatalog) {
    const TemporaryFolder folder;
    fs::create_directory(folder / "shards");
    ASSERT_TRUE(writeFile(folder / "catalog.sqlite.part", std::string(5000, 'x')));
    ASSERT_TRUE(writeFile(folder / "catalog.sqlite.part-journal", std::string(600, 'x')));
    EXPECT_EQ(Dataset::open(folder.path()).error().code, ErrorCode::FileNotFound);
    auto writer =
        DatasetWriter::createOrResume(folder.path(), test::smallOrigin(), test::smallTables());
    ASSERT_TRUE(writer) << describe(writer.error());
    ASSERT_TRUE(test::appendPeople(*writer, 2));
    ASSERT_TRUE(writer->close());
    EXPECT_FALSE(fs::exists(folder / "catalog.sqlite.part"));
    test::expectRightContent(*Dataset::open(folder.path()).value());
}

/// Writes people, a byte to @p pipe for each, until it is killed.
[[noreturn]] void writeUntilKilled(const fs::path& folder, int pipe) {
    auto writer = DatasetWriter::createOrResume(folder, test::smallOrigin(), test::smallTables());
    for (int people = 1; writer && test::appendPeople(*writer, people); ++people) {
        if (::write(pipe, "x", 1) != 1) {
            break;
        }
    }
    ::_exit(1);
}

/// Kills a writer after it appended @p people more, or what comes right after.
void killWriterAfter(const fs::path& folder, int people) {
    int ends[2] = {};
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        writeUntilKilled(folder, ends[1]);
    }
    ::close(ends[1]);
    for (char byte = 0; people > 0 && ::read(ends[0], &byte, 1) == 1; --people) {
    }
    EXPECT_EQ(people, 0) << "the writer ended by itself";
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(ends[0]);
    EXPECT_TRUE(WIFSIGNALED(status));
}

TEST(ResumeKilled, DatasetIsWholeAfterEveryKill) {
    const TemporaryFolder folder;
    std::size_t before = 0;
    for (int round = 0; round < 12; ++round) {
        // The first people may be there already: their bytes come at once.
        killWriterAfter(folder.path(),
                        static_cast<int>(before) / test::kSamplesEach + round % 5 + 1);
        const auto dataset = Dataset::open(folder.path());
        ASSERT_TRUE(dataset) << describe(dataset.error());
        const std::size_t now = (*dataset)->samples().size();
        EXPECT_GE(now, before);
        EXPECT_EQ(now % test::kSampleShard, 0U);
        EXPECT_TRUE((*dataset)->verify());
        EXPECT_TRUE((*dataset)->leakCheck());
        test::expectRightContent(**dataset);
        before = now;
    }
    EXPECT_GT(before, 20U);
}

} // namespace
} // namespace maquette
