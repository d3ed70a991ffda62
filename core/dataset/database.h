// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  SQLite, owned and with errors that name the file. Only the dataset's sources see it.

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

namespace maquette {

class Database;

/// A prepared statement. Parameters count from 1, columns from 0.
class Statement {
public:
    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, double value);
    Statement& bind(int parameter, const std::string& value);
    Statement& bind(int parameter, const std::variant<double, std::string>& value);

    /// To the next row. False after the last one. A binding that failed is reported here.
    [[nodiscard]] Result<bool> step();
    /// Runs a statement that gives no rows, and readies it for the next bindings.
    [[nodiscard]] Status run();
    /// Ready to bind and step again from the start.
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double number(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::string_view textView(int column) const; ///< until the next step
    [[nodiscard]] bool isText(int column) const;

private:
    friend class Database;
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const;
    };
    Statement(const Database& database, sqlite3_stmt* statement)
        : m_database(&database), m_statement(statement) {}
    void note(int code);

    const Database* m_database;
    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
    int m_bindCode = 0; ///< the first failed binding's
};

inline constexpr std::chrono::milliseconds kDatabaseWait{10000};

/// One connection.
/// @threading  One thread at a time.
class Database {
public:
    enum class Mode { Read, Write, Create };

    /// Read refuses changes, but undoes what a killed writer left half done where it may.
    /// @param wait  for other programs that use the file.
    /// @errors  FileUnreadable, FileUnwritable, CorruptData (found on first use).
    [[nodiscard]] static Result<std::unique_ptr<Database>>
    open(const std::filesystem::path& path, Mode mode,
         std::chrono::milliseconds wait = kDatabaseWait);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] Result<Statement> prepare(const char* sql) const;
    /// Prepares and runs one statement.
    [[nodiscard]] Status run(const char* sql) const;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    /// The error of an SQLite result code on this file.
    [[nodiscard]] tl::unexpected<Error> error(int code) const;

private:
    struct Closer {
        void operator()(sqlite3* handle) const;
    };
    explicit Database(std::filesystem::path path) : m_path(std::move(path)) {}

    std::filesystem::path m_path;
    std::unique_ptr<sqlite3, Closer> m_handle;
};

/// Undone by the destructor unless committed.
class Transaction {
public:
    /// For Mode::Read a consistent view, else also the right to write.
    [[nodiscard]] static Result<Transaction> begin(const Database& database, Database::Mode mode);
    ~Transaction();
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    [[nodiscard]] Status commit();

private:
    explicit Transaction(const Database& database) : m_database(&database) {}

    const Database* m_database; ///< null once ended
};

} // namespace maquette
