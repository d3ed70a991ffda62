// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  metrics.jsonl: the records of a run, a line of JSON each, only ever appended to.

#include "core/base/result.h"
#include "core/runs/run_record.h"

#include <filesystem>
#include <vector>

namespace maquette {

/// {"step":20,"kind":"train","loss":1.25}. Numbers that are not finite are the texts "nan", "inf"
/// and "-inf". Lines that cannot be read (a crash while writing) are left out.
class MetricsLog {
public:
    explicit MetricsLog(std::filesystem::path file) : m_file(std::move(file)) {}

    /// @errors  FileUnwritable.
    [[nodiscard]] Status append(const RunRecord& record) const;
    /// Drops records of steps after @p step, which a run that goes on from there writes again.
    /// @errors  FileUnwritable; the log is then as it was.
    [[nodiscard]] Status cut(std::int64_t step) const;
    /// Nothing where there is no file.
    [[nodiscard]] std::vector<RunRecord> read() const;

private:
    std::filesystem::path m_file;
};

/// Reads a log that another thread or process writes, without reading anything twice.
/// @threading  One thread at a time.
class MetricsTail {
public:
    explicit MetricsTail(std::filesystem::path file) : m_file(std::move(file)) {}

    struct News {
        bool isFromStart = false; ///< the log was cut or replaced: forget what came before
        std::vector<RunRecord> records;
    };
    /// What was added since the last call; half a line stays for the next.
    [[nodiscard]] News read();

private:
    std::filesystem::path m_file;
    std::uintmax_t m_place = 0; ///< bytes read
    std::uint64_t m_inode = 0;  ///< of the file that they were read from; 0: none yet
};

} // namespace maquette
