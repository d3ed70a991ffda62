// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/dataset/small_dataset.h"
#include "tests/support/plain_user.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

constexpr int kPeople = 20;

TEST(Dataset, GivesBackWhatWasWritten) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder.path(), kPeople));
    const auto dataset = Dataset::open(folder.path());
    ASSERT_TRUE(dataset) << describe(dataset.error());
    const Dataset& data = **dataset;
    EXPECT_EQ(data.table(kIdentities)->recordCount(), kPeople);
    EXPECT_EQ(data.table(kSamples)->recordCount(), kPeople * test::kSamplesEach);
    EXPECT_EQ(data.table("none"), nullptr);
    EXPECT_EQ(data.samples().size(), 60U);
    test::expectRightContent(data);
    EXPECT_TRUE(data.verify());
    EXPECT_TRUE(data.leakCheck());
    EXPECT_THROW((void)data.table(kSamples)->record(60), std::out_of_range);
    EXPECT_THROW((void)data.table(kSamples)->record(-1), std::out_of_range);
}

TEST(Dataset, FieldsAreReadByTypedReferences) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder.path(), 2));
    const auto dataset = Dataset::open(folder.path()).value();
    const DatasetTable& samples = *dataset->table(kSamples);
    const auto joints = samples.schema().field<std::int32_t>("joints", 8).value();
    RecordBuffer expected = test::makeRecord(test::sampleSchema(), 5);
    EXPECT_TRUE(std::ranges::equal(samples.record(5)[joints], expected[joints]));
}

TEST(Dataset, EmptyDatasetIsValid) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder.path(), 0));
    const auto dataset = Dataset::open(folder.path()).value();
    EXPECT_EQ(dataset->table(kSamples)->recordCount(), 0);
    EXPECT_TRUE(dataset->verify());
    EXPECT_TRUE(dataset->leakCheck());
    EXPECT_TRUE(dataset->select({}).value().empty());
}

TEST(Dataset, MayBeMovedToAnotherFolder) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder / "before", 4));
    fs::rename(folder / "before", folder / "after");
    test::expectRightContent(*Dataset::open(folder / "after").value());
}

TEST(Dataset, InfoCountsTablesSplitsAndBytes) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder.path(), kPeople));
    auto writer = DatasetWriter::resume(folder.path()).value();
    ASSERT_TRUE(writer.addTable(test::perceptionTable()));
    ASSERT_TRUE(test::appendPerception(writer, 10));
    ASSERT_TRUE(writer.close());
    const DatasetInfo info = Dataset::open(folder.path()).value()->info();
    EXPECT_EQ(info.origin, test::smallOrigin());
    ASSERT_EQ(info.tables.size(), 3U);
    EXPECT_EQ(info.tables[0].name, kIdentities);
    EXPECT_EQ(info.tables[0].records, kPeople);
    EXPECT_EQ(info.tables[1].shards, 60 / test::kSampleShard);
    EXPECT_EQ(info.tables[1].schemaHash, test::sampleSchema().hash());
    EXPECT_EQ(info.tables[2].records, 10);
    EXPECT_EQ(info.tables[2].expected, 60) << "the pass is not complete";
    std::uint64_t bytes = 0;
    for (const auto& file : fs::directory_iterator(shardFolder(folder.path()))) {
        bytes += file.file_size();
    }
    EXPECT_EQ(info.bytes, bytes);
    EXPECT_EQ(info.splits[0].identities, 18);
    EXPECT_EQ(info.splits[1].identities, 1);
    EXPECT_EQ(info.splits[2].identities, 1);
    EXPECT_EQ(info.splits[2].samples, test::kSamplesEach);
    EXPECT_EQ(info.excluded, 0);
}

TEST(Dataset, VerifyReportsAndStops) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder.path(), kPeople));
    const auto dataset = Dataset::open(folder.path()).value();
    int reports = 0;
    double last = 0.0;
    const CancelToken token;
    ASSERT_TRUE(dataset->verify(Context(token, [&](double fraction, const std::string&) {
        ++reports;
        last = fraction;
    })));
    EXPECT_GE(reports, 80);
    EXPECT_EQ(last, 1.0);
    const CancelToken other;
    int before = 0;
    const Status status = dataset->verify(Context(other, [&](double, const std::string&) {
        if (++before == 5) {
            other.cancel();
        }
    }));
    EXPECT_EQ(status.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(before, 5) << "it stops at the next record";
}

TEST(Dataset, OtherTemplateIsNamedOnDemand) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder.path(), 1));
    const auto dataset = Dataset::open(folder.path()).value();
    EXPECT_TRUE(dataset->requireTemplate("template-1"));
    const Status status = dataset->requireTemplate("template-2");
    EXPECT_EQ(status.error().code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(test::tells(status.error(), "template-1 instead of template-2"));
    EXPECT_TRUE(test::tells(status.error(), folder.path().string()));
}

TEST(Dataset, TheSamePersonUnderTwoNumbersIsALeak) {
    const TemporaryFolder folder;
    auto writer =
        DatasetWriter::create(folder.path(), test::smallOrigin(), test::smallTables()).value();
    std::int64_t held = 0;
    while (splitOf(test::smallOrigin().seed, held) == Split::Train) {
        ++held;
    }
    const std::int64_t twin = held > 0 ? 0 : 1;
    for (std::int64_t identity = 0; identity < 20; ++identity) {
        const std::int64_t person = identity == held ? twin : identity;
        ASSERT_TRUE(writer.append(kIdentities, test::makeRecord(test::identitySchema(), person)));
        ASSERT_TRUE(writer.appendSample(test::makeRecord(test::sampleSchema(), identity),
                                        {identity, 0, {}}));
    }
    ASSERT_TRUE(writer.close());
    const Status status = Dataset::open(folder.path()).value()->leakCheck();
    ASSERT_FALSE(status);
    EXPECT_TRUE(test::tells(status.error(),
                            "Identities " + std::to_string(twin) + " and " + std::to_string(held)))
        << describe(status.error());
}

TEST(Dataset, CanBeReadWhereNothingMayBeWritten) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder / "data", 3));
    fs::permissions(folder.path(), fs::perms::all);
    fs::permissions(folder / "data", static_cast<fs::perms>(0555));
    {
        const test::PlainUser user;
        const auto dataset = Dataset::open(folder / "data");
        ASSERT_TRUE(dataset) << describe(dataset.error());
        test::expectRightContent(**dataset);
        EXPECT_EQ(DatasetWriter::resume(folder / "data").error().code, ErrorCode::FileUnwritable);
    }
    fs::permissions(folder / "data", fs::perms::owner_all);
}

TEST(Dataset, FolderThatMayNotBeReadIsNotCalledEmpty) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder / "data", 1));
    fs::permissions(folder.path(), fs::perms::none);
    const test::PlainUser user;
    const auto dataset = Dataset::open(folder / "data");
    ASSERT_FALSE(dataset);
    EXPECT_EQ(dataset.error().code, ErrorCode::FileUnreadable);
}

TEST(Dataset, ReaderKeepsItsViewWhileAWriterGoesOn) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder.path(), 4));
    const auto before = Dataset::open(folder.path()).value();
    auto writer = DatasetWriter::resume(folder.path()).value();
    ASSERT_TRUE(test::appendPeople(writer, 8));
    ASSERT_TRUE(writer.close());
    EXPECT_EQ(before->samples().size(), 12U);
    EXPECT_EQ(before->select({}).value().size(), 12U);
    EXPECT_EQ(before->select({.sortBy = "yaw"}).value().size(), 12U);
    test::expectRightContent(*before);
    EXPECT_EQ(Dataset::open(folder.path()).value()->samples().size(), 24U);
}

} // namespace
} // namespace maquette
