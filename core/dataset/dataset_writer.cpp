// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/dataset_writer.h"

#include "core/dataset/dataset_table.h"

#include <algorithm>

namespace maquette {
namespace fs = std::filesystem;

DatasetWriter::DatasetWriter(fs::path folder, WriterLock lock, Catalog catalog)
    : m_folder(std::move(folder)), m_lock(std::make_unique<WriterLock>(std::move(lock))),
      m_catalog(std::make_unique<Catalog>(std::move(catalog))) {}

const DatasetWriter::Table* DatasetWriter::find(const std::string& name) const {
    const auto found = std::find_if(m_tables.begin(), m_tables.end(),
                                    [&](const Table& table) { return table.spec.name == name; });
    return found == m_tables.end() ? nullptr : &*found;
}

DatasetWriter::Table* DatasetWriter::find(const std::string& name) {
    return const_cast<Table*>(std::as_const(*this).find(name));
}

DatasetWriter::Table& DatasetWriter::ownerOf(const TableSpec& spec) {
    return *find(spec.rows == RowKind::Identity ? kIdentities : kSamples);
}

const Schema* DatasetWriter::schema(const std::string& table) const {
    const Table* found = find(table);
    return found ? &found->spec.schema : nullptr;
}

std::int64_t DatasetWriter::recordCount(const std::string& table) const {
    const Table* found = find(table);
    return found ? found->count() : 0;
}

std::int64_t DatasetWriter::registeredCount(const std::string& table) const {
    const Table* found = find(table);
    return found ? found->registered : 0;
}

Status DatasetWriter::checkOpen() const {
    if (m_failure) {
        return fail(*m_failure);
    }
    if (!m_lock) {
        return fail(ErrorCode::InvalidArgument,
                    "The writer of the dataset " + m_folder.string() + " is closed.");
    }
    return {};
}

Status DatasetWriter::keep(Status status) {
    if (!status && !m_failure) {
        m_failure = status.error();
        for (Table& table : m_tables) { // their room may be what is missing
            table.shard.reset();
            table.samples.clear();
        }
    }
    return status;
}

Status DatasetWriter::checkRecord(const std::string& name, const RecordBuffer& record) {
    if (const Status status = checkOpen(); !status) {
        return status;
    }
    const Table* table = find(name);
    if (!table) {
        return fail(ErrorCode::InvalidArgument,
                    "The dataset " + m_folder.string() + " has no table " + name + ".");
    }
    if (record.schemaHash() != table->spec.schema.hash()) {
        return fail(ErrorCode::InvalidArgument, "The record has other fields than the table " +
                                                    name + " of the dataset " + m_folder.string() +
                                                    ".");
    }
    const Table& owner = ownerOf(table->spec);
    if (&owner != table && table->count() >= owner.count()) {
        return fail(ErrorCode::InvalidArgument,
                    "The table " + name + " of the dataset " + m_folder.string() +
                        " is complete: there are only " + std::to_string(owner.count()) + " " +
                        owner.spec.name + ".");
    }
    return {};
}

Result<std::int64_t> DatasetWriter::append(const std::string& name, const RecordBuffer& record) {
    if (name == kSamples) {
        return fail(ErrorCode::InvalidArgument, "A sample needs its SampleInfo.");
    }
    if (const Status status = checkRecord(name, record); !status) {
        return fail(status.error());
    }
    Table& table = *find(name);
    const std::int64_t index = table.count();
    if (const Status status = keep(write(table, record)); !status) {
        return fail(status.error());
    }
    return index;
}

Result<std::int64_t> DatasetWriter::appendSample(const RecordBuffer& record, SampleInfo info) {
    Status status = checkRecord(kSamples, record);
    if (status) {
        status = checkAttributes(info.attributes);
    }
    if (!status) {
        return fail(status.error());
    }
    if (info.identity < 0 || info.identity >= find(kIdentities)->count()) {
        return fail(ErrorCode::InvalidArgument, "A sample shows identity " +
                                                    std::to_string(info.identity) +
                                                    ", which was not appended.");
    }
    Table& table = *find(kSamples);
    const std::int64_t index = table.count();
    table.samples.push_back(std::move(info));
    if (status = keep(write(table, record)); !status) {
        return fail(status.error());
    }
    return index;
}

Status DatasetWriter::write(Table& table, const RecordBuffer& record) {
    if (!table.shard) {
        auto shard = ShardWriter::create(shardFolder(m_folder), table.spec.name, table.spec.schema,
                                         table.registered);
        if (!shard) {
            return fail(shard.error());
        }
        table.shard = std::make_unique<ShardWriter>(std::move(*shard));
    }
    if (const Status status = table.shard->append(record.payload()); !status) {
        return status;
    }
    return table.shard->count() >= table.spec.shardRecords ? finish(table) : Status();
}

Status DatasetWriter::finishShard(const std::string& name) {
    if (const Status status = checkOpen(); !status) {
        return status;
    }
    Table* table = find(name);
    if (!table) {
        return fail(ErrorCode::InvalidArgument,
                    "The dataset " + m_folder.string() + " has no table " + name + ".");
    }
    return keep(finish(*table));
}

Status DatasetWriter::finish(Table& table) {
    if (!table.shard) {
        return {};
    }
    if (const Status status = finishOwners(table); !status) {
        return status;
    }
    const auto seal = table.shard->finish();
    if (!seal) {
        return fail(seal.error());
    }
    // When this fails the shard stays as a stray: whether it was registered after all is only
    // known once the catalog is opened again.
    if (const Status status = m_catalog->registerShard(table.spec.name, *seal, table.samples);
        !status) {
        return status;
    }
    table.registered += seal->count;
    table.shard.reset();
    table.samples.clear();
    return {};
}

/// What the unfinished shard refers to must last before it does.
Status DatasetWriter::finishOwners(const Table& table) {
    Table& identities = *find(kIdentities);
    const bool showsPending =
        std::any_of(table.samples.begin(), table.samples.end(), [&](const SampleInfo& sample) {
            return sample.identity >= identities.registered;
        });
    if (showsPending) {
        return finish(identities);
    }
    Table& owner = ownerOf(table.spec);
    return &owner != &table && table.count() > owner.registered ? finish(owner) : Status();
}

Status DatasetWriter::close() {
    if (const Status status = checkOpen(); !status) {
        return status;
    }
    for (Table& table : m_tables) {
        if (const Status status = keep(finish(table)); !status) {
            return status;
        }
    }
    m_lock.reset();
    return {};
}

} // namespace maquette
