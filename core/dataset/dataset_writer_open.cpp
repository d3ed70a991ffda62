// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hex_text.h"
#include "core/dataset/dataset_table.h"
#include "core/dataset/dataset_writer.h"

#include <algorithm>

namespace maquette {
namespace fs = std::filesystem;
namespace {

Status checkTable(const TableSpec& table) {
    if (!isPlainName(table.name)) {
        return fail(ErrorCode::InvalidArgument, "\"" + table.name + "\" cannot name a table.",
                    "Use letters, digits and _ only.");
    }
    if (table.schema.fields().empty() || table.shardRecords < 1) {
        return fail(ErrorCode::InvalidArgument,
                    "The table " + table.name + " has no fields, or no records to a shard.");
    }
    return {};
}

bool hasTable(const std::vector<TableSpec>& tables, const char* name, RowKind rows) {
    return std::any_of(tables.begin(), tables.end(), [&](const TableSpec& table) {
        return table.name == name && table.rows == rows;
    });
}

Status checkTables(const std::vector<TableSpec>& tables) {
    for (auto table = tables.begin(); table != tables.end(); ++table) {
        if (const Status status = checkTable(*table); !status) {
            return status;
        }
        if (std::any_of(tables.begin(), table,
                        [&](const TableSpec& other) { return other.name == table->name; })) {
            return fail(ErrorCode::InvalidArgument,
                        "There are two tables named " + table->name + ".");
        }
    }
    if (!hasTable(tables, kIdentities, RowKind::Identity) ||
        !hasTable(tables, kSamples, RowKind::Sample)) {
        return fail(ErrorCode::InvalidArgument,
                    "A dataset needs a table of identities and one of samples.");
    }
    return {};
}

Status checkNew(const fs::path& folder) {
    std::error_code ignored;
    if (fs::exists(catalogPath(folder), ignored)) {
        return fail(ErrorCode::InvalidArgument,
                    "There is a dataset in " + folder.string() + " already.",
                    "Go on with it, or choose another folder.");
    }
    if (hasShards(folder)) {
        return fail(ErrorCode::InvalidArgument,
                    "There are shards of a dataset in " + folder.string() + ", but no catalog.",
                    "Copy its catalog back from a backup, or choose another folder.");
    }
    return {};
}

Status makeFolders(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(shardFolder(folder), error);
    if (error) {
        return unwritable(shardFolder(folder), error.value());
    }
    return {};
}

tl::unexpected<Error> madeOtherwise(const fs::path& folder, const std::string& what) {
    return fail(ErrorCode::InvalidArgument,
                "The dataset " + folder.string() + " was made with " + what + ".",
                "Use the same settings as then, or choose another folder.");
}

Status checkOrigin(const fs::path& folder, const DatasetOrigin& there, const DatasetOrigin& asked) {
    if (there.seed != asked.seed) {
        return madeOtherwise(folder, "another seed, " + std::to_string(there.seed));
    }
    if (there.templateHash != asked.templateHash) {
        return madeOtherwise(folder, "another template, " + there.templateHash);
    }
    if (there.generatorVersion != asked.generatorVersion) {
        return madeOtherwise(folder, "another generator, " + there.generatorVersion);
    }
    if (there.provenance != asked.provenance) {
        return madeOtherwise(folder, "other settings (" + there.provenance + ")");
    }
    return {};
}

} // namespace

Result<DatasetWriter> DatasetWriter::create(const fs::path& folder, const DatasetOrigin& origin,
                                            const std::vector<TableSpec>& tables) {
    if (const Status status = checkTables(tables); !status) {
        return fail(status.error());
    }
    if (const Status status = makeFolders(folder); !status) {
        return fail(status.error());
    }
    auto lock = WriterLock::acquire(folder);
    if (!lock) {
        return fail(lock.error());
    }
    Status status = checkNew(folder);
    if (status) {
        status = Catalog::create(catalogPath(folder), origin, tables);
    }
    if (!status) {
        return fail(status.error());
    }
    return openLocked(folder, std::move(*lock));
}

Result<DatasetWriter> DatasetWriter::resume(const fs::path& folder) {
    std::error_code ignored;
    if (!fs::exists(catalogPath(folder), ignored)) { // so that no lock is left in a wrong folder
        return fail(Catalog::open(catalogPath(folder), Database::Mode::Write).error());
    }
    auto lock = WriterLock::acquire(folder);
    if (!lock) {
        return fail(lock.error());
    }
    return openLocked(folder, std::move(*lock));
}

Result<DatasetWriter> DatasetWriter::openLocked(const fs::path& folder, WriterLock lock) {
    auto catalog = Catalog::open(catalogPath(folder), Database::Mode::Write);
    if (!catalog) {
        return fail(catalog.error());
    }
    DatasetWriter writer(folder, std::move(lock), std::move(*catalog));
    if (const Status status = writer.readTables(); !status) {
        return fail(status.error());
    }
    return writer;
}

Status DatasetWriter::readTables() {
    const auto tables = m_catalog->tables();
    if (!tables) {
        return fail(tables.error());
    }
    for (const CatalogTable& table : *tables) {
        const auto opened = DatasetTable::open(shardFolder(m_folder), table); // checks its shards
        if (!opened) {
            return fail(opened.error());
        }
        m_tables.push_back({table.spec, table.recordCount(), nullptr, {}});
    }
    if (!find(kIdentities) || !find(kSamples)) {
        return fail(ErrorCode::CorruptData,
                    "The dataset " + m_folder.string() + " has no identities or no samples.",
                    "Copy its catalog back from a backup, or make the dataset again.");
    }
    if (const Status status = makeFolders(m_folder); !status) {
        return status;
    }
    return removeStrays(m_folder, *tables);
}

Result<DatasetWriter> DatasetWriter::createOrResume(const fs::path& folder,
                                                    const DatasetOrigin& origin,
                                                    const std::vector<TableSpec>& tables) {
    std::error_code ignored;
    if (!fs::exists(catalogPath(folder), ignored)) {
        return create(folder, origin, tables);
    }
    auto writer = resume(folder);
    if (!writer) {
        return writer;
    }
    if (const Status status = checkOrigin(folder, writer->origin(), origin); !status) {
        return fail(status.error());
    }
    for (const TableSpec& table : tables) {
        if (const Status status = writer->addTable(table); !status) {
            return fail(status.error());
        }
    }
    return writer;
}

Status DatasetWriter::addTable(const TableSpec& table) {
    if (const Status status = checkOpen(); !status) {
        return status;
    }
    if (const Status status = checkTable(table); !status) {
        return status;
    }
    if (const Table* there = find(table.name)) {
        if (there->spec.schema == table.schema && there->spec.rows == table.rows) {
            return {};
        }
        return madeOtherwise(m_folder, "other fields in the table " + table.name + " (schema " +
                                           hexText(there->spec.schema.hash()) + " instead of " +
                                           hexText(table.schema.hash()) + ")");
    }
    if (const Status status = keep(m_catalog->addTable(table)); !status) {
        return status;
    }
    m_tables.push_back({table, 0, nullptr, {}});
    return {};
}

} // namespace maquette
