// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  One table of a dataset: its shards as one row of records.

#include "core/dataset/catalog.h"
#include "core/dataset/mapped_shard.h"

namespace maquette {

/// Immutable after open().
/// @threading  Any number of threads may read.
class DatasetTable {
public:
    /// Maps every shard.
    /// @param folder  of the shards.
    /// @errors  those of MappedShard::open.
    [[nodiscard]] static Result<DatasetTable> open(const std::filesystem::path& folder,
                                                   const CatalogTable& table);

    [[nodiscard]] const TableSpec& spec() const { return m_spec; }
    [[nodiscard]] const Schema& schema() const { return m_spec.schema; }
    [[nodiscard]] std::int64_t recordCount() const { return m_recordCount; }
    [[nodiscard]] const std::vector<MappedShard>& shards() const { return m_shards; }
    [[nodiscard]] std::uint64_t bytes() const; ///< of its files

    /// @param index  0 … recordCount()-1; throws std::out_of_range else.
    [[nodiscard]] RecordView record(std::int64_t index) const;
    /// The checksum stored with a record; equal records have equal ones. Throws as record().
    [[nodiscard]] std::uint32_t storedChecksum(std::int64_t index) const;

private:
    explicit DatasetTable(TableSpec spec) : m_spec(std::move(spec)) {}
    [[nodiscard]] const MappedShard& shardOf(std::int64_t index) const;

    TableSpec m_spec;
    std::vector<MappedShard> m_shards; ///< by first record, without gaps
    std::int64_t m_recordCount = 0;
};

} // namespace maquette
