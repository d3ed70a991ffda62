// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/dataset/small_dataset.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::tells;
using test::TemporaryFolder;

/// Ten people, who come to harm.
class Damage : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(test::writeSmallDataset(m_folder.path(), 10)); }

    /// Reader and writer refuse the dataset alike, and name @p part.
    void expectRefused(ErrorCode code, const std::string& part) const {
        const auto dataset = Dataset::open(m_folder.path());
        ASSERT_FALSE(dataset) << part;
        EXPECT_EQ(dataset.error().code, code) << describe(dataset.error());
        EXPECT_TRUE(tells(dataset.error(), part)) << describe(dataset.error());
        EXPECT_TRUE(tells(dataset.error(), m_folder.path().string()));
        EXPECT_FALSE(dataset.error().advice.empty());
    }
    void expectNotGoneOnWith() const {
        const auto before = test::shardNames(m_folder.path());
        EXPECT_FALSE(DatasetWriter::resume(m_folder.path()));
        EXPECT_EQ(test::shardNames(m_folder.path()), before) << "nothing is removed";
    }
    void changeCatalog(const char* sql) const {
        const auto database = Database::open(m_catalog, Database::Mode::Write).value();
        const Status status = database->run(sql);
        ASSERT_TRUE(status) << describe(status.error());
    }

    TemporaryFolder m_folder;
    fs::path m_catalog = catalogPath(m_folder.path());
    fs::path m_shard = shardFolder(m_folder.path()) / "samples-000000008.shard";
};

TEST_F(Damage, MissingCatalog) {
    fs::remove(m_catalog);
    expectRefused(ErrorCode::FileNotFound, "catalog.sqlite is missing");
    expectNotGoneOnWith();
}

TEST_F(Damage, MissingFolder) {
    fs::remove_all(m_folder.path());
    expectRefused(ErrorCode::FileNotFound, "There is no dataset in");
    EXPECT_FALSE(DatasetWriter::resume(m_folder.path()));
    EXPECT_FALSE(fs::exists(m_folder.path())) << "nothing is made there";
}

TEST_F(Damage, CatalogOfAnotherVersion) {
    changeCatalog("PRAGMA user_version = 9");
    expectRefused(ErrorCode::UnsupportedFormat, "of version 9; version 1 can be read");
    expectNotGoneOnWith();
}

TEST_F(Damage, CatalogThatIsNoDatabase) {
    ASSERT_TRUE(writeFile(m_catalog, std::string(10000, 'x')));
    expectRefused(ErrorCode::CorruptData, "not an SQLite database");
    expectNotGoneOnWith();
}

TEST_F(Damage, CatalogThatIsAnotherDatabase) {
    changeCatalog("PRAGMA application_id = 7");
    expectRefused(ErrorCode::UnsupportedFormat, "not a dataset's catalog");
    fs::resize_file(m_catalog, 0);
    expectRefused(ErrorCode::UnsupportedFormat, "not a dataset's catalog");
}

TEST_F(Damage, CatalogCutShort) {
    fs::resize_file(m_catalog, fs::file_size(m_catalog) / 2);
    expectRefused(ErrorCode::CorruptData, "catalog is damaged");
    expectNotGoneOnWith();
}

TEST_F(Damage, CatalogWithoutATable) {
    changeCatalog("DROP TABLE shards");
    expectRefused(ErrorCode::CorruptData, "catalog is damaged");
}

TEST_F(Damage, CatalogWhoseContentDoesNotFitTogether) {
    const Bytes before = readFile(m_catalog).value();
    const std::vector<std::pair<const char*, const char*>> changes = {
        {"DELETE FROM shards WHERE first = 8", "have a gap at record 8"},
        {"UPDATE shards SET count = 0 WHERE first = 8", "gap at record 8"},
        {"DELETE FROM samples WHERE id = 3", "sample 3 cannot be read"},
        {"DELETE FROM samples WHERE id = 29", "lists 29 samples, but there are 30"},
        {"UPDATE samples SET split = 3 WHERE id = 3", "sample 3 cannot be read"},
        {"UPDATE samples SET identity = 10 WHERE id = 3", "identity 10 of 10"},
        {"UPDATE samples SET identity = -1 WHERE id = 3", "sample 3 cannot be read"},
        {"UPDATE tables SET schema = '{}'", "cannot be read"},
        {"UPDATE tables SET name = '../x' WHERE name = 'samples'", "cannot be read"},
        {"UPDATE tables SET rows = 2", "cannot be read"},
        {"DELETE FROM shards WHERE table_id = 1 AND first > 0", "a sample shows identity"},
        {"DELETE FROM origin", "does not tell its origin"},
    };
    for (const auto& [sql, part] : changes) {
        changeCatalog(sql);
        expectRefused(ErrorCode::CorruptData, part);
        ASSERT_TRUE(writeFile(m_catalog, before));
    }
}

TEST_F(Damage, MissingShard) {
    fs::remove(m_shard);
    expectRefused(ErrorCode::FileNotFound, m_shard.string());
    expectNotGoneOnWith();
}

TEST_F(Damage, ShardCutShort) {
    fs::resize_file(m_shard, fs::file_size(m_shard) - 1);
    expectRefused(ErrorCode::FileUnreadable, m_shard.string());
    expectNotGoneOnWith();
}

TEST_F(Damage, ShardOfAnotherDataset) {
    fs::copy_file(shardFolder(m_folder.path()) / "samples-000000004.shard", m_shard,
                  fs::copy_options::overwrite_existing);
    expectRefused(ErrorCode::CorruptData, "not the one that the catalog lists");
}

TEST_F(Damage, TableWithOtherFieldsThanItsShards) {
    const std::string sql = "UPDATE tables SET schema = '" + test::perceptionSchema().toJson() +
                            "' WHERE name = 'samples'";
    changeCatalog(sql.c_str());
    expectRefused(ErrorCode::CorruptData, "has other fields");
    expectNotGoneOnWith();
}

TEST_F(Damage, FlippedBitIsFoundByVerifyWhichNamesShardAndRecord) {
    test::flipBit(m_shard, 4096 + test::sampleSchema().recordBytes() * 2 + 17);
    const auto dataset = Dataset::open(m_folder.path());
    ASSERT_TRUE(dataset) << "opening does not read the records";
    const Status status = (*dataset)->verify();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::CorruptData);
    EXPECT_TRUE(tells(status.error(), m_shard.string()));
    EXPECT_TRUE(tells(status.error(), "Record 10 ")) << describe(status.error());
}

TEST_F(Damage, IndexOfTheCatalogThatIsNotAsWrittenIsFoundByVerify) {
    std::int64_t page = 0;
    {
        const auto database = Database::open(m_catalog, Database::Mode::Read).value();
        auto rows = database->prepare("SELECT rootpage * page_size FROM sqlite_schema, "
                                      "pragma_page_size WHERE name = 'attributes_by_value'");
        ASSERT_TRUE(rows->step());
        page = rows->integer(0);
    }
    test::flipBit(m_catalog, static_cast<std::uint64_t>(page) - 1); // in the page's last value
    const auto dataset = Dataset::open(m_folder.path());
    ASSERT_TRUE(dataset) << describe(dataset.error());
    const Status status = (*dataset)->verify();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::CorruptData);
    EXPECT_TRUE(tells(status.error(), m_catalog.string())) << describe(status.error());
}

TEST_F(Damage, MadeLeakIsFound) {
    EXPECT_TRUE(Dataset::open(m_folder.path()).value()->leakCheck());
    changeCatalog("UPDATE samples SET split = (split + 1) % 3 WHERE id = 13");
    const auto dataset = Dataset::open(m_folder.path()).value();
    const Status status = dataset->leakCheck();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::CorruptData);
    EXPECT_TRUE(tells(status.error(), "Identity 4 is in two splits")) << describe(status.error());
}

} // namespace
} // namespace maquette
