// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/mapped_shard.h"
#include "tests/dataset/small_dataset.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::makeRecord;
using test::tells;
using test::TemporaryFolder;

const std::string kTable = "samples";
constexpr std::int64_t kFirst = 40;

/// A shard of three records from kFirst on.
class Shard : public testing::Test {
protected:
    void SetUp() override {
        auto writer = ShardWriter::create(m_folder.path(), kTable, m_schema, kFirst).value();
        for (std::int64_t i = 0; i < 3; ++i) {
            ASSERT_TRUE(writer.append(makeRecord(m_schema, kFirst + i).payload()));
        }
        EXPECT_FALSE(fs::exists(m_path)) << "it has its name only once it is whole";
        m_seal = writer.finish().value();
    }
    [[nodiscard]] Result<MappedShard> open() const {
        return MappedShard::open(m_folder.path(), kTable, m_schema, m_seal);
    }
    /// @p open() fails so, naming the file.
    void expectError(ErrorCode code, const std::string& part) const {
        const auto shard = open();
        ASSERT_FALSE(shard);
        EXPECT_EQ(shard.error().code, code);
        EXPECT_TRUE(tells(shard.error(), m_path.string())) << describe(shard.error());
        EXPECT_TRUE(tells(shard.error(), part)) << describe(shard.error());
        EXPECT_FALSE(shard.error().advice.empty());
    }

    TemporaryFolder m_folder;
    Schema m_schema = test::sampleSchema();
    fs::path m_path = m_folder / "samples-000000040.shard";
    ShardSeal m_seal;
};

TEST_F(Shard, GivesBackItsRecordsWithoutCopies) {
    const auto shard = open().value();
    EXPECT_EQ(m_seal.first, kFirst);
    EXPECT_EQ(shard.first(), kFirst);
    ASSERT_EQ(shard.count(), 3);
    for (std::int64_t i = 0; i < 3; ++i) {
        const auto bytes = shard.record(i).bytes();
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(bytes.data()) % Schema::kAlignment, 0U);
        EXPECT_TRUE(std::ranges::equal(bytes.first(m_schema.payloadBytes()),
                                       makeRecord(m_schema, kFirst + i).payload()));
        EXPECT_TRUE(shard.verify(i));
    }
    EXPECT_EQ(shard.record(0).bytes().data() + m_schema.recordBytes(),
              shard.record(1).bytes().data());
}

TEST_F(Shard, FileIsLaidOutAsDocumented) {
    const Bytes bytes = readFile(m_path).value();
    ASSERT_EQ(bytes.size(), 4096 + 3 * m_schema.recordBytes());
    EXPECT_EQ(std::string(bytes.begin(), bytes.begin() + 7), "MQSHARD");
    const std::string text(bytes.begin() + 32, bytes.begin() + 4096);
    EXPECT_NE(text.find("\"table\":\"samples\""), std::string::npos);
    EXPECT_NE(text.find("\"count\":\"0000000000000000003\""), std::string::npos);
    const std::string check = "123456789"; // the value that CRC-32's definition gives for it
    EXPECT_EQ(checksumOf({reinterpret_cast<const std::uint8_t*>(check.data()), check.size()}),
              0xcbf43926U);
}

TEST_F(Shard, AbandonedShardLeavesNothing) {
    {
        auto writer = ShardWriter::create(m_folder.path(), kTable, m_schema, 99).value();
        ASSERT_TRUE(writer.append(makeRecord(m_schema, 99).payload()));
        EXPECT_TRUE(fs::exists(m_folder / "samples-000000099.shard.part"));
    }
    EXPECT_EQ(std::distance(fs::directory_iterator(m_folder.path()), {}), 1);
}

TEST_F(Shard, EmptyShardIsRefused) {
    auto writer = ShardWriter::create(m_folder.path(), kTable, m_schema, 99).value();
    EXPECT_EQ(writer.finish().error().code, ErrorCode::InvalidArgument);
}

TEST_F(Shard, EveryFlippedBitOfTheHeaderIsFoundAtOnce) {
    for (std::uint64_t place = 0; place < 4096; place += place < 600 ? 1 : 97) {
        test::flipBit(m_path, place);
        const auto shard = open();
        ASSERT_FALSE(shard) << place;
        EXPECT_TRUE(shard.error().code == ErrorCode::CorruptData ||
                    shard.error().code == ErrorCode::UnsupportedFormat ||
                    shard.error().code == ErrorCode::FileUnreadable);
        EXPECT_TRUE(tells(shard.error(), m_path.string()));
        test::flipBit(m_path, place);
    }
    EXPECT_TRUE(open());
}

TEST_F(Shard, EveryFlippedBitOfARecordIsFoundByVerify) {
    const auto shard = open().value();
    for (std::uint64_t place = 0; place < m_schema.recordBytes(); ++place) {
        test::flipBit(m_path, 4096 + m_schema.recordBytes() + place);
        EXPECT_TRUE(shard.verify(0));
        const Status status = shard.verify(1);
        ASSERT_FALSE(status) << place;
        EXPECT_TRUE(tells(status.error(), "Record 41 ")) << describe(status.error());
        EXPECT_TRUE(tells(status.error(), m_path.string()));
        test::flipBit(m_path, 4096 + m_schema.recordBytes() + place);
    }
}

TEST_F(Shard, OtherLengthsAreRefused) {
    const std::uint64_t size = fs::file_size(m_path);
    for (const std::uint64_t wrong :
         {size + 1, size - 1, size - m_schema.recordBytes(), std::uint64_t{4096},
          std::uint64_t{4095}, std::uint64_t{31}, std::uint64_t{1}, std::uint64_t{0}}) {
        const Bytes before = readFile(m_path).value();
        fs::resize_file(m_path, wrong);
        const auto shard = open();
        ASSERT_FALSE(shard) << wrong;
        EXPECT_TRUE(shard.error().code == ErrorCode::FileUnreadable ||
                    shard.error().code == ErrorCode::CorruptData);
        EXPECT_TRUE(tells(shard.error(), m_path.string()));
        ASSERT_TRUE(writeFile(m_path, before));
    }
    fs::resize_file(m_path, size - 1);
    expectError(ErrorCode::FileUnreadable, "bytes instead of");
}

TEST_F(Shard, MissingFileFolderAndOtherFileAreNamed) {
    fs::remove(m_path);
    expectError(ErrorCode::FileNotFound, "missing");
    fs::create_directory(m_path);
    expectError(ErrorCode::FileUnreadable, "directory");
    fs::remove(m_path);
    ASSERT_TRUE(writeFile(m_path, std::string(5000, 'x')));
    expectError(ErrorCode::UnsupportedFormat, "not a shard");
}

TEST_F(Shard, OtherVersionIsNamed) {
    test::flipBit(m_path, 9); // version 257
    expectError(ErrorCode::UnsupportedFormat, "version 257; version 1 can be read");
}

TEST_F(Shard, OtherFieldsThanTheTablesAreRefused) {
    m_schema = test::identitySchema();
    expectError(ErrorCode::CorruptData, "other fields");
}

TEST_F(Shard, AnotherShardInItsPlaceIsRefused) {
    auto writer = ShardWriter::create(m_folder.path(), "masks", m_schema, kFirst).value();
    for (std::int64_t i = 0; i < 3; ++i) {
        ASSERT_TRUE(writer.append(makeRecord(m_schema, kFirst + i).payload()));
    }
    ASSERT_TRUE(writer.finish());
    fs::rename(m_folder / "masks-000000040.shard", m_path);
    expectError(ErrorCode::CorruptData, "not the one that the catalog lists");
}

} // namespace
} // namespace maquette
