// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Makes a dataset, or goes on with one that was left at any moment.

#include "core/dataset/dataset_folder.h"
#include "core/dataset/record.h"

#include <memory>

namespace maquette {

/// Records are appended in the order of their indices and last once their shard is finished: on
/// its own when it is full, by finishShard() or by close(). A writer that ends without close(), or
/// is killed, loses its unfinished shards only. Identities are finished before samples that show
/// them, and these before passes over them.
///
/// After a failed write (disk full) unfinished shards are gone and every call gives the same error:
/// free some space, and resume with a new writer.
/// @threading  One thread at a time. One writer a dataset, over all programs; readers may go on.
class DatasetWriter {
public:
    /// @param folder  made if missing; must not hold a dataset.
    /// @param tables  kIdentities (RowKind::Identity) and kSamples (RowKind::Sample), and any
    ///                passes.
    /// @errors  InvalidArgument (tables, a dataset is there), FileUnwritable.
    [[nodiscard]] static Result<DatasetWriter> create(const std::filesystem::path& folder,
                                                      const DatasetOrigin& origin,
                                                      const std::vector<TableSpec>& tables);
    /// Removes what a killed writer left, and goes on after the last registered shards.
    /// @errors  those of Dataset::open; FileUnwritable (another program writes).
    [[nodiscard]] static Result<DatasetWriter> resume(const std::filesystem::path& folder);
    /// resume() for the same origin, where there is a dataset, else create().
    /// @errors  those of both; InvalidArgument: the dataset has another origin or other tables.
    [[nodiscard]] static Result<DatasetWriter> createOrResume(const std::filesystem::path& folder,
                                                              const DatasetOrigin& origin,
                                                              const std::vector<TableSpec>& tables);

    /// Begins a pass, or goes on with it when the table is there with the same fields.
    /// @errors  InvalidArgument (other fields or rows than before), FileUnwritable.
    [[nodiscard]] Status addTable(const TableSpec& table);

    [[nodiscard]] const DatasetOrigin& origin() const { return m_catalog->origin(); }
    /// Null when there is no such table.
    [[nodiscard]] const Schema* schema(const std::string& table) const;
    /// With those of the unfinished shard; the index of the next record. 0 for no table.
    [[nodiscard]] std::int64_t recordCount(const std::string& table) const;
    /// What a kill would leave.
    [[nodiscard]] std::int64_t registeredCount(const std::string& table) const;

    /// To any table but kSamples.
    /// @return  the record's index.
    /// @errors  InvalidArgument (no such table, a record of another schema, no identity or sample
    ///          of this index yet), FileUnwritable.
    [[nodiscard]] Result<std::int64_t> append(const std::string& table, const RecordBuffer& record);
    /// To kSamples. @param info  its identity must have been appended.
    /// @errors  as append; InvalidArgument (identity, attributes: see checkAttributes).
    [[nodiscard]] Result<std::int64_t> appendSample(const RecordBuffer& record, SampleInfo info);

    /// Makes the records of @p table last, and those that they need. No record: does nothing.
    /// @errors  FileUnwritable; InvalidArgument (no such table).
    [[nodiscard]] Status finishShard(const std::string& table);
    /// finishShard() of all tables, and gives up the lock. Later calls fail.
    [[nodiscard]] Status close();

private:
    struct Table {
        TableSpec spec;
        std::int64_t registered = 0;
        std::unique_ptr<ShardWriter> shard;
        std::vector<SampleInfo> samples; ///< of the unfinished shard
        [[nodiscard]] std::int64_t count() const {
            return registered + (shard ? shard->count() : 0);
        }
    };

    DatasetWriter(std::filesystem::path folder, WriterLock lock, Catalog catalog);
    [[nodiscard]] static Result<DatasetWriter> openLocked(const std::filesystem::path& folder,
                                                          WriterLock lock);
    [[nodiscard]] Status readTables();
    [[nodiscard]] const Table* find(const std::string& name) const;
    [[nodiscard]] Table* find(const std::string& name);
    [[nodiscard]] Table& ownerOf(const TableSpec& spec);
    [[nodiscard]] Status checkOpen() const;
    [[nodiscard]] Status checkRecord(const std::string& name, const RecordBuffer& record);
    [[nodiscard]] Status write(Table& table, const RecordBuffer& record);
    [[nodiscard]] Status finish(Table& table);
    [[nodiscard]] Status finishOwners(const Table& table);
    [[nodiscard]] Status keep(Status status);

    std::filesystem::path m_folder;
    std::unique_ptr<WriterLock> m_lock; ///< null once closed
    std::unique_ptr<Catalog> m_catalog;
    std::vector<Table> m_tables;
    std::optional<Error> m_failure; ///< the first failed write's
};

} // namespace maquette
