// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/catalog.h"

#include "core/base/descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cerrno>

namespace maquette {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t kApplicationId = 0x4d514453; // "MQDS"
constexpr std::int64_t kVersion = 1;

/// attributes_by_value also holds the sample: filters and sorting read the index alone.
constexpr std::array kLayout = {
    "PRAGMA application_id = 0x4d514453",
    "PRAGMA user_version = 1",
    "CREATE TABLE origin (seed INTEGER NOT NULL, provenance TEXT NOT NULL, "
    "template_hash TEXT NOT NULL, generator_version TEXT NOT NULL)",
    "CREATE TABLE tables (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, "
    "rows INTEGER NOT NULL, schema TEXT NOT NULL, shard_records INTEGER NOT NULL)",
    "CREATE TABLE shards (table_id INTEGER NOT NULL REFERENCES tables, first INTEGER NOT NULL, "
    "count INTEGER NOT NULL, header_checksum INTEGER NOT NULL, PRIMARY KEY (table_id, first)) "
    "WITHOUT ROWID",
    "CREATE TABLE samples (id INTEGER PRIMARY KEY, identity INTEGER NOT NULL, "
    "seed INTEGER NOT NULL, split INTEGER NOT NULL, rating INTEGER NOT NULL DEFAULT 0, "
    "excluded INTEGER NOT NULL DEFAULT 0, tags TEXT NOT NULL DEFAULT '')",
    "CREATE TABLE attribute_keys (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE attributes (sample INTEGER NOT NULL, key INTEGER NOT NULL, value NOT NULL, "
    "PRIMARY KEY (sample, key)) WITHOUT ROWID",
    "CREATE INDEX attributes_by_value ON attributes (key, value, sample)",
};

Status insertOrigin(const Database& database, const DatasetOrigin& origin) {
    auto insert = database.prepare("INSERT INTO origin VALUES (?, ?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    return insert->bind(1, std::bit_cast<std::int64_t>(origin.seed))
        .bind(2, origin.provenance)
        .bind(3, origin.templateHash)
        .bind(4, origin.generatorVersion)
        .run();
}

Status insertTable(const Database& database, const TableSpec& table) {
    auto insert = database.prepare(
        "INSERT INTO tables (name, rows, schema, shard_records) VALUES (?, ?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    return insert->bind(1, table.name)
        .bind(2, static_cast<std::int64_t>(table.rows))
        .bind(3, table.schema.toJson())
        .bind(4, std::int64_t{table.shardRecords})
        .run();
}

Status fillNew(const fs::path& path, const DatasetOrigin& origin,
               const std::vector<TableSpec>& tables) {
    const auto database = Database::open(path, Database::Mode::Create);
    if (!database) {
        return fail(database.error());
    }
    auto transaction = Transaction::begin(**database, Database::Mode::Create);
    if (!transaction) {
        return fail(transaction.error());
    }
    for (const char* sql : kLayout) {
        if (const Status status = (*database)->run(sql); !status) {
            return status;
        }
    }
    if (const Status status = insertOrigin(**database, origin); !status) {
        return status;
    }
    for (const TableSpec& table : tables) {
        if (const Status status = insertTable(**database, table); !status) {
            return status;
        }
    }
    return transaction->commit();
}

Result<std::int64_t> pragma(const Database& database, const char* sql) {
    auto statement = database.prepare(sql);
    if (!statement) {
        return fail(statement.error());
    }
    if (const auto row = statement->step(); !row) {
        return fail(row.error());
    }
    return statement->integer(0);
}

Status checkKind(const Database& database) {
    const auto id = pragma(database, "PRAGMA application_id");
    const auto version = pragma(database, "PRAGMA user_version");
    if (!id || !version) {
        return fail(id ? version.error() : id.error());
    }
    if (*id != kApplicationId) {
        return fail(ErrorCode::UnsupportedFormat,
                    database.path().string() + " is a database, but not a dataset's catalog.",
                    "Name the folder of a dataset.");
    }
    if (*version != kVersion) {
        return fail(ErrorCode::UnsupportedFormat,
                    "The catalog " + database.path().string() + " is of version " +
                        std::to_string(*version) + "; version " + std::to_string(kVersion) +
                        " can be read.",
                    "Make the dataset again with this version, or open it with the other one.");
    }
    return {};
}

} // namespace

Status Catalog::create(const fs::path& path, const DatasetOrigin& origin,
                       const std::vector<TableSpec>& tables) {
    const fs::path unfinished = path.string() + kUnfinishedEnding;
    std::error_code ignored;
    fs::remove(unfinished, ignored); // of a killed attempt
    fs::remove(unfinished.string() + "-journal", ignored);
    if (const Status status = fillNew(unfinished, origin, tables); !status) {
        fs::remove(unfinished, ignored);
        return status;
    }
    if (::rename(unfinished.c_str(), path.c_str()) != 0) {
        return unwritable(path, errno);
    }
    return syncFolder(path.parent_path());
}

Result<Catalog> Catalog::open(const fs::path& path, Database::Mode mode,
                              std::chrono::milliseconds wait) {
    std::error_code error;
    if (!fs::exists(path, error)) {
        if (error) {
            return fail(ErrorCode::FileUnreadable,
                        "Cannot read " + path.string() + " (" + error.message() + ").",
                        "Check whether you may read it.");
        }
        return fail(ErrorCode::FileNotFound,
                    "There is no dataset in " + path.parent_path().string() + ": " +
                        path.filename().string() + " is missing.",
                    "Name the folder of a dataset, or copy its catalog back from a backup.");
    }
    auto database = Database::open(path, mode, wait);
    if (!database) {
        return fail(database.error());
    }
    if (const Status status = checkKind(**database); !status) {
        return fail(status.error());
    }
    Catalog catalog(std::move(*database));
    if (const Status status = catalog.readOrigin(); !status) {
        return fail(status.error());
    }
    return catalog;
}

Result<Transaction> Catalog::snapshot() const {
    return Transaction::begin(*m_database, Database::Mode::Read);
}

Status Catalog::readOrigin() {
    auto rows = m_database->prepare("SELECT * FROM origin");
    if (!rows) {
        return fail(rows.error());
    }
    const auto row = rows->step();
    if (!row || !*row) {
        return row ? damaged("it does not tell its origin") : fail(row.error());
    }
    m_origin = {std::bit_cast<std::uint64_t>(rows->integer(0)), rows->text(1), rows->text(2),
                rows->text(3)};
    return {};
}

Result<std::vector<CatalogTable>> Catalog::tables() const {
    auto rows =
        m_database->prepare("SELECT name, rows, schema, shard_records FROM tables ORDER BY id");
    if (!rows) {
        return fail(rows.error());
    }
    std::vector<CatalogTable> tables;
    auto row = rows->step();
    for (; row && *row; row = rows->step()) {
        const auto schema = Schema::fromJson(rows->text(2));
        const auto kind = static_cast<RowKind>(rows->integer(1));
        const auto shardRecords = static_cast<int>(rows->integer(3));
        if (!schema || !isPlainName(rows->text(0)) || shardRecords < 1 ||
            (kind != RowKind::Identity && kind != RowKind::Sample)) {
            return damaged("the table \"" + rows->text(0) + "\" cannot be read");
        }
        tables.push_back({{rows->text(0), kind, *schema, shardRecords}, {}});
    }
    if (!row) {
        return fail(row.error());
    }
    if (const Status status = readShards(tables); !status) {
        return fail(status.error());
    }
    return tables;
}

Status Catalog::readShards(std::vector<CatalogTable>& tables) const {
    auto rows = m_database->prepare(
        "SELECT first, count, header_checksum FROM shards "
        "WHERE table_id = (SELECT id FROM tables WHERE name = ?) ORDER BY first");
    for (CatalogTable& table : tables) {
        if (!rows) {
            return fail(rows.error());
        }
        auto row = rows->bind(1, table.spec.name).step();
        for (; row && *row; row = rows->step()) {
            const ShardSeal seal{rows->integer(0), rows->integer(1),
                                 static_cast<std::uint32_t>(rows->integer(2))};
            constexpr std::int64_t kMostRecords = std::int64_t{1} << 31;
            if (seal.first != table.recordCount() || seal.count < 1 || seal.count > kMostRecords) {
                return damaged("the shards of the table " + table.spec.name +
                               " have a gap at record " + std::to_string(table.recordCount()));
            }
            table.shards.push_back(seal);
        }
        if (!row) {
            return fail(row.error());
        }
        rows->reset();
    }
    return {};
}

Status Catalog::addTable(const TableSpec& table) const {
    return insertTable(*m_database, table);
}

Status Catalog::checkIntegrity() const {
    auto rows = m_database->prepare("PRAGMA integrity_check(1)");
    if (!rows) {
        return fail(rows.error());
    }
    const auto row = rows->step();
    if (!row) {
        return fail(row.error());
    }
    if (rows->text(0) != "ok") {
        return damaged(rows->text(0));
    }
    return {};
}

tl::unexpected<Error> Catalog::damaged(const std::string& what) const {
    return fail(ErrorCode::CorruptData,
                "The catalog " + m_database->path().string() + " is damaged: " + what + ".",
                "Copy it back from a backup, or make the dataset again.");
}

} // namespace maquette
