// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/dataset/small_dataset.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_disk.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstring>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::tells;
using test::TemporaryFolder;

Result<DatasetWriter> create(const fs::path& folder) {
    return DatasetWriter::create(folder, test::smallOrigin(), test::smallTables());
}

TEST(DatasetWriter, CountsWhatIsAppendedAndWhatWouldLast) {
    const TemporaryFolder folder;
    auto writer = create(folder.path()).value();
    ASSERT_TRUE(test::appendPeople(writer, 3));
    EXPECT_EQ(writer.recordCount(kSamples), 9);
    EXPECT_EQ(writer.registeredCount(kSamples), 8);
    EXPECT_EQ(writer.registeredCount(kIdentities), 3)
        << "identities last before the samples that show them";
    ASSERT_TRUE(writer.finishShard(kSamples));
    EXPECT_EQ(writer.registeredCount(kSamples), 9);
    ASSERT_TRUE(writer.finishShard(kSamples)) << "nothing to do";
    EXPECT_EQ(writer.recordCount("none"), 0);
    EXPECT_EQ(*writer.schema(kSamples), test::sampleSchema());
    EXPECT_EQ(writer.schema("none"), nullptr);
}

TEST(DatasetWriter, WithoutCloseOnlyTheUnfinishedShardIsLost) {
    const TemporaryFolder folder;
    {
        auto writer = create(folder.path()).value();
        ASSERT_TRUE(test::appendPeople(writer, 3));
    }
    const auto dataset = Dataset::open(folder.path()).value();
    EXPECT_EQ(dataset->samples().size(), 8U);
    EXPECT_EQ(dataset->table(kIdentities)->recordCount(), 3);
    test::expectRightContent(*dataset);
    for (const std::string& name : test::shardNames(folder.path())) {
        EXPECT_EQ(fs::path(name).extension(), ".shard");
    }
}

TEST(DatasetWriter, PassGoesOnInSeveralRuns) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder.path(), 10));
    for (const std::int64_t until : {8, 9, 30}) {
        auto writer = DatasetWriter::resume(folder.path()).value();
        ASSERT_TRUE(writer.addTable(test::perceptionTable()));
        ASSERT_TRUE(test::appendPerception(writer, until));
        ASSERT_TRUE(writer.close());
        const auto dataset = Dataset::open(folder.path()).value();
        EXPECT_EQ(dataset->table(test::kPerception)->recordCount(), until);
        test::expectRightContent(*dataset);
    }
    auto writer = DatasetWriter::resume(folder.path()).value();
    const auto beyond = test::appendPerception(writer, 31);
    EXPECT_EQ(beyond.error().code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(tells(beyond.error(), "only 30 samples"));
}

TEST(DatasetWriter, PassOverFreshSamplesMakesThemLastFirst) {
    const TemporaryFolder folder;
    {
        auto writer = create(folder.path()).value();
        ASSERT_TRUE(writer.addTable(test::perceptionTable()));
        ASSERT_TRUE(test::appendPeople(writer, 2));
        ASSERT_TRUE(test::appendPerception(writer, 6));
        EXPECT_EQ(writer.registeredCount(test::kPerception), 6);
    }
    const auto dataset = Dataset::open(folder.path());
    ASSERT_TRUE(dataset) << describe(dataset.error());
    EXPECT_EQ((*dataset)->samples().size(), 6U);
    test::expectRightContent(**dataset);
}

TEST(DatasetWriter, PassWithOtherFieldsIsRefused) {
    const TemporaryFolder folder;
    auto writer = create(folder.path()).value();
    ASSERT_TRUE(writer.addTable(test::perceptionTable()));
    EXPECT_TRUE(writer.addTable(test::perceptionTable())) << "the same again";
    TableSpec other = test::perceptionTable();
    other.schema = test::sampleSchema();
    const Status status = writer.addTable(other);
    EXPECT_EQ(status.error().code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(tells(status.error(), "other fields in the table perception"));
    other = test::perceptionTable();
    other.rows = RowKind::Identity;
    EXPECT_FALSE(writer.addTable(other));
    EXPECT_TRUE(test::appendPeople(writer, 2)) << "the writer may go on";
}

TEST(DatasetWriter, RecordsOutOfPlaceAreRefusedAndChangeNothing) {
    const TemporaryFolder folder;
    auto writer = create(folder.path()).value();
    const RecordBuffer sample = test::makeRecord(test::sampleSchema(), 0);
    const auto refused = [&](const Result<std::int64_t>& result, const char* part) {
        ASSERT_FALSE(result) << part;
        EXPECT_EQ(result.error().code, ErrorCode::InvalidArgument);
        EXPECT_TRUE(tells(result.error(), part)) << describe(result.error());
    };
    refused(writer.appendSample(sample, {0, 0, {}}), "identity 0");
    refused(writer.append("none", sample), "no table none");
    refused(writer.append(kIdentities, sample), "other fields");
    refused(writer.append(kSamples, sample), "SampleInfo");
    ASSERT_TRUE(writer.append(kIdentities, test::makeRecord(test::identitySchema(), 0)));
    refused(writer.appendSample(sample, {0, 0, {{"a b", 1.0}}}), "name an attribute");
    refused(writer.appendSample(sample, {0, 0, {{"age", std::nan("")}}}), "NaN");
    refused(writer.appendSample(sample, {-1, 0, {}}), "identity -1");
    EXPECT_EQ(writer.recordCount(kSamples), 0);
    EXPECT_TRUE(test::appendPeople(writer, 2));
    EXPECT_TRUE(writer.close());
    refused(writer.append(kIdentities, test::makeRecord(test::identitySchema(), 2)), "closed");
    EXPECT_FALSE(writer.close());
    test::expectRightContent(*Dataset::open(folder.path()).value());
}

TEST(DatasetWriter, TablesAreChecked) {
    const TemporaryFolder folder;
    const auto tables = test::smallTables();
    auto unnamed = tables;
    unnamed.push_back({"../x", RowKind::Sample, test::sampleSchema(), 4});
    auto empty = tables;
    empty.push_back({"x", RowKind::Sample, Schema(), 4});
    auto twice = tables;
    twice.push_back(tables[0]);
    auto swapped = tables;
    swapped[0].rows = RowKind::Sample;
    auto none = tables;
    none[1].shardRecords = 0;
    for (const auto& wrong : {unnamed, empty, twice, swapped, none, {}, {tables[0]}}) {
        const auto writer = DatasetWriter::create(folder.path(), test::smallOrigin(), wrong);
        ASSERT_FALSE(writer);
        EXPECT_EQ(writer.error().code, ErrorCode::InvalidArgument);
    }
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(DatasetWriter, DoesNotWriteOverADatasetNorOverOnesRemains) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder.path(), 2));
    EXPECT_TRUE(tells(create(folder.path()).error(), "already"));
    fs::remove(catalogPath(folder.path()));
    EXPECT_TRUE(tells(create(folder.path()).error(), "but no catalog"));
    EXPECT_FALSE(test::shardNames(folder.path()).empty());
}

TEST(DatasetWriter, GoesOnOnlyWithTheSameOriginAndFields) {
    const TemporaryFolder folder;
    const auto open = [&](const DatasetOrigin& origin, const std::vector<TableSpec>& tables) {
        return DatasetWriter::createOrResume(folder.path(), origin, tables);
    };
    ASSERT_TRUE(open(test::smallOrigin(), test::smallTables()).value().close());
    EXPECT_TRUE(open(test::smallOrigin(), test::smallTables()));
    std::vector<DatasetOrigin> origins(4, test::smallOrigin());
    origins[0].seed = 8;
    origins[1].templateHash = "template-2";
    origins[2].generatorVersion = "generator 4";
    origins[3].provenance = "others";
    for (const DatasetOrigin& origin : origins) {
        const auto writer = open(origin, test::smallTables());
        ASSERT_FALSE(writer);
        EXPECT_EQ(writer.error().code, ErrorCode::InvalidArgument);
        EXPECT_TRUE(tells(writer.error(), "was made with"));
    }
    auto tables = test::smallTables();
    tables[1].schema = test::perceptionSchema();
    EXPECT_TRUE(tells(open(test::smallOrigin(), tables).error(), "other fields"));
}

TEST(DatasetWriter, SecondWriterIsToldWhoWrites) {
    const TemporaryFolder folder;
    auto writer = create(folder.path()).value();
    const auto second = DatasetWriter::resume(folder.path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::FileUnwritable);
    EXPECT_TRUE(tells(second.error(), "process " + std::to_string(::getpid())));
    EXPECT_FALSE(create(folder.path()));
    ASSERT_TRUE(writer.close());
    EXPECT_TRUE(DatasetWriter::resume(folder.path())) << "close() gives up the lock";
}

TEST(DatasetWriter, AnotherProcessIsKeptOutAndTheLockEndsWithItsOwner) {
    const TemporaryFolder folder;
    const auto resumeInChild = [&] {
        const pid_t child = ::fork();
        if (child == 0) {
            const auto writer = DatasetWriter::resume(folder.path());
            ::_exit(writer ? 0 : 1); // without destructors, as a kill would
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return WEXITSTATUS(status) == 0;
    };
    {
        const auto writer = create(folder.path()).value();
        EXPECT_FALSE(resumeInChild());
    }
    EXPECT_TRUE(resumeInChild());
    EXPECT_TRUE(DatasetWriter::resume(folder.path()));
}

/// After a full disk: what was registered is there, and the rest can be made again.
void expectGoesOn(const fs::path& folder, std::int64_t registered) {
    {
        const auto dataset = Dataset::open(folder);
        ASSERT_TRUE(dataset) << describe(dataset.error());
        EXPECT_EQ((*dataset)->table(kSamples)->recordCount(), registered);
        EXPECT_TRUE((*dataset)->verify());
        test::expectRightContent(**dataset);
    }
    auto writer = DatasetWriter::resume(folder).value();
    ASSERT_TRUE(test::appendPeople(writer, 12));
    ASSERT_TRUE(writer.close());
    const auto dataset = Dataset::open(folder).value();
    EXPECT_EQ(dataset->samples().size(), 36U);
    EXPECT_TRUE(dataset->verify());
    test::expectRightContent(*dataset);
}

TEST(DatasetWriterDisk, ShardThatMayNotGrowLosesNothingRegistered) {
    const TemporaryFolder folder;
    auto writer = std::make_unique<DatasetWriter>(create(folder.path()).value());
    ASSERT_TRUE(test::appendPeople(*writer, 4));
    const std::int64_t registered = writer->registeredCount(kSamples);
    Status status;
    {
        const test::FileSizeLimit limit(5000); // a header and less than two records
        status = test::appendPeople(*writer, 8);
    }
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::FileUnwritable);
    EXPECT_TRUE(tells(status.error(), "disk is full")) << describe(status.error());
    EXPECT_EQ(test::appendPeople(*writer, 8).error().message, status.error().message);
    EXPECT_EQ(writer->recordCount(kSamples), registered);
    writer.reset();
    expectGoesOn(folder.path(), registered);
}

TEST(DatasetWriterDisk, CatalogThatMayNotGrowLosesNothingRegistered) {
    const TemporaryFolder folder;
    auto writer = std::make_unique<DatasetWriter>(create(folder.path()).value());
    ASSERT_TRUE(test::appendPeople(*writer, 2));
    Status status;
    {
        const test::FileSizeLimit limit(fs::file_size(catalogPath(folder.path())));
        status = test::appendPeople(*writer, 4000);
    }
    ASSERT_FALSE(status);
    EXPECT_TRUE(tells(status.error(), "catalog.sqlite")) << describe(status.error());
    const std::int64_t registered = writer->registeredCount(kSamples);
    EXPECT_GT(registered, 0);
    writer.reset();
    const auto dataset = Dataset::open(folder.path()).value();
    EXPECT_EQ(dataset->table(kSamples)->recordCount(), registered);
    test::expectRightContent(*dataset);
    EXPECT_TRUE(DatasetWriter::resume(folder.path()));
}

TEST(DatasetWriterDisk, FullDiskLosesNothingRegistered) {
    const TemporaryFolder folder;
    const test::TinyDisk disk(folder.path(), "size=300k");
    if (disk.error() != 0) {
        GTEST_SKIP() << "A small file system cannot be mounted here: "
                     << std::strerror(disk.error());
    }
    auto writer = std::make_unique<DatasetWriter>(create(folder.path()).value());
    const Status status = test::appendPeople(*writer, 4000);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::FileUnwritable);
    EXPECT_TRUE(tells(status.error(), "The disk is full")) << describe(status.error());
    const std::int64_t registered = writer->registeredCount(kSamples);
    writer.reset();
    ASSERT_EQ(::mount("tmpfs", folder.path().c_str(), "tmpfs", MS_REMOUNT, "size=1m"), 0);
    {
        const auto dataset = Dataset::open(folder.path()).value();
        EXPECT_GT(registered, 0);
        EXPECT_EQ(dataset->table(kSamples)->recordCount(), registered);
        EXPECT_TRUE(dataset->verify());
    }
    auto again = DatasetWriter::resume(folder.path()).value();
    ASSERT_TRUE(test::appendPeople(again, static_cast<int>(registered / test::kSamplesEach) + 4));
    ASSERT_TRUE(again.close());
    test::expectRightContent(*Dataset::open(folder.path()).value());
}

} // namespace
} // namespace maquette
