// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  catalog.sqlite: what a dataset consists of. Shards count once they are registered here.

#include "core/dataset/database.h"
#include "core/dataset/dataset_types.h"
#include "core/dataset/shard_writer.h"

namespace maquette {

struct CatalogTable {
    TableSpec spec;
    std::vector<ShardSeal> shards; ///< without gaps, from record 0 on

    [[nodiscard]] std::int64_t recordCount() const {
        return shards.empty() ? 0 : shards.back().first + shards.back().count;
    }
};

/// @threading  One thread at a time.
class Catalog {
public:
    /// Makes a catalog at once or not at all: it gets its name when it is whole.
    /// @param path  must not exist.
    /// @errors  InvalidArgument (tables: see DatasetWriter::create), FileUnwritable.
    [[nodiscard]] static Status create(const std::filesystem::path& path,
                                       const DatasetOrigin& origin,
                                       const std::vector<TableSpec>& tables);
    /// @errors  FileNotFound, FileUnreadable, UnsupportedFormat (no catalog, another version),
    ///          CorruptData.
    [[nodiscard]] static Result<Catalog> open(const std::filesystem::path& path,
                                              Database::Mode mode,
                                              std::chrono::milliseconds wait = kDatabaseWait);

    [[nodiscard]] const DatasetOrigin& origin() const { return m_origin; }
    [[nodiscard]] const Database& database() const { return *m_database; }
    /// Samples, tables and shards that are read while it lives fit together.
    [[nodiscard]] Result<Transaction> snapshot() const;

    /// In the order of their making. @errors  CorruptData (gaps, no such schema).
    [[nodiscard]] Result<std::vector<CatalogTable>> tables() const;
    /// @errors  InvalidArgument (the name is taken or out of form), FileUnwritable.
    [[nodiscard]] Status addTable(const TableSpec& table) const;

    /// Registers a shard, and its samples if it has any, wholly or not at all.
    /// @param samples  one per record for the table of samples, else none.
    /// @errors  FileUnwritable (disk full), InvalidArgument (attribute).
    [[nodiscard]] Status registerShard(const std::string& table, const ShardSeal& seal,
                                       std::span<const SampleInfo> samples) const;

    /// Every sample, by index. @errors  CorruptData (a gap, a split out of range).
    [[nodiscard]] Result<std::vector<SampleRow>> samples() const;
    /// Empty for a sample that has none.
    [[nodiscard]] Result<Attributes> attributes(std::int64_t sample) const;
    /// Every attribute that a sample has, sorted by key. 100,000 samples take about 0.2 seconds.
    /// @param samples  how many there are; attributes of others are left out.
    [[nodiscard]] Result<AttributeColumns> attributeColumns(std::int64_t samples) const;
    /// The whole file is as SQLite wrote it. @errors  CorruptData.
    [[nodiscard]] Status checkIntegrity() const;

private:
    explicit Catalog(std::unique_ptr<Database> database) : m_database(std::move(database)) {}
    [[nodiscard]] Status readOrigin();
    [[nodiscard]] Status readShards(std::vector<CatalogTable>& tables) const;
    [[nodiscard]] Status insertSamples(std::int64_t first,
                                       std::span<const SampleInfo> samples) const;
    [[nodiscard]] tl::unexpected<Error> damaged(const std::string& what) const;

    std::unique_ptr<Database> m_database;
    DatasetOrigin m_origin;
};

/// @errors  InvalidArgument: a NaN, or a key that is no plain name.
[[nodiscard]] Status checkAttributes(const Attributes& attributes);

} // namespace maquette
