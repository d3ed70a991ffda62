// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/database.h"

#include "core/base/descriptor.h"

#include <sqlite3.h>

#include <cerrno>
#include <utility>

namespace maquette {
namespace fs = std::filesystem;
namespace {

int flagsFor(Database::Mode mode) {
    constexpr int kCommon = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    return mode == Database::Mode::Create ? kCommon | SQLITE_OPEN_CREATE : kCommon;
}

} // namespace

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

void Statement::note(int code) {
    if (m_bindCode == SQLITE_OK) {
        m_bindCode = code;
    }
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    note(sqlite3_bind_int64(m_statement.get(), parameter, value));
    return *this;
}

Statement& Statement::bind(int parameter, double value) {
    note(sqlite3_bind_double(m_statement.get(), parameter, value));
    return *this;
}

Statement& Statement::bind(int parameter, const std::string& value) {
    note(sqlite3_bind_text64(m_statement.get(), parameter, value.data(), value.size(),
                             SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(int parameter, const std::variant<double, std::string>& value) {
    std::visit([&](const auto& content) { bind(parameter, content); }, value);
    return *this;
}

Result<bool> Statement::step() {
    const int code = m_bindCode != SQLITE_OK ? m_bindCode : sqlite3_step(m_statement.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        return m_database->error(code);
    }
    return code == SQLITE_ROW;
}

Status Statement::run() {
    const auto row = step();
    reset();
    if (!row) {
        return fail(row.error());
    }
    return {};
}

void Statement::reset() {
    sqlite3_reset(m_statement.get()); // its code repeats that of the last step
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::number(int column) const {
    return sqlite3_column_double(m_statement.get(), column);
}

std::string Statement::text(int column) const {
    return std::string(textView(column));
}

std::string_view Statement::textView(int column) const {
    const auto* text =
        reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
    const int bytes = sqlite3_column_bytes(m_statement.get(), column);
    return text ? std::string_view(text, static_cast<std::size_t>(bytes)) : std::string_view();
}

bool Statement::isText(int column) const {
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_TEXT;
}

void Database::Closer::operator()(sqlite3* handle) const {
    sqlite3_close_v2(handle);
}

Result<std::unique_ptr<Database>> Database::open(const fs::path& path, Mode mode,
                                                 std::chrono::milliseconds wait) {
    std::unique_ptr<Database> database(new Database(path));
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flagsFor(mode), nullptr);
    database->m_handle.reset(handle);
    if (code != SQLITE_OK) {
        return database->error(code);
    }
    sqlite3_busy_timeout(handle, static_cast<int>(wait.count()));
    const char* pragma = mode == Mode::Read ? "PRAGMA query_only = 1" : "PRAGMA synchronous = FULL";
    if (const Status status = database->run(pragma); !status) {
        return fail(status.error());
    }
    return database;
}

Result<Statement> Database::prepare(const char* sql) const {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(m_handle.get(), sql, -1, &statement, nullptr);
    if (code != SQLITE_OK) {
        return error(code);
    }
    return Statement(*this, statement);
}

Status Database::run(const char* sql) const {
    auto statement = prepare(sql);
    if (!statement) {
        return fail(statement.error());
    }
    return statement->run();
}

tl::unexpected<Error> Database::error(int code) const {
    const std::string message = m_handle ? sqlite3_errmsg(m_handle.get()) : "no memory";
    const std::string named = m_path.string() + " (SQLite: " + message + ")";
    const char* const again = "Copy it back from a backup, or make the dataset again.";
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        return fail(ErrorCode::CorruptData,
                    m_path.string() + " is not a catalog: it is not an SQLite database.", again);
    case SQLITE_CORRUPT:
    case SQLITE_MISMATCH:
    case SQLITE_ERROR: // a table or column is not there
        return fail(ErrorCode::CorruptData, "The catalog is damaged: " + named + ".", again);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(ErrorCode::FileUnreadable,
                    "The catalog " + m_path.string() + " is in use by another program.",
                    "Try again once that program is done.");
    case SQLITE_FULL:
        return unwritable(m_path, ENOSPC);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return unwritable(m_path, EACCES);
    case SQLITE_NOMEM:
        return fail(ErrorCode::OutOfMemory, "Not enough memory for " + named + ".");
    default:
        return fail(ErrorCode::FileUnreadable, "Cannot use the catalog " + named + ".",
                    "Check the disk, and whether you may read and write there.");
    }
}

Result<Transaction> Transaction::begin(const Database& database, Database::Mode mode) {
    const char* sql = mode == Database::Mode::Read ? "BEGIN" : "BEGIN IMMEDIATE";
    if (const Status status = database.run(sql); !status) {
        return fail(status.error());
    }
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction() {
    if (m_database) {
        (void)m_database->run("ROLLBACK"); // SQLite undoes it at the latest when next opened
    }
}

Status Transaction::commit() {
    const Status status = m_database->run("COMMIT");
    if (status) {
        m_database = nullptr;
    }
    return status;
}

} // namespace maquette
