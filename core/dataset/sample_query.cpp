// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/sample_query.h"

#include <algorithm>

namespace maquette {
namespace {

using Marks = std::vector<char>; // one per sample; a char is quicker than a bit

/// Calls @p visit with the sample of every row; column 0 is the sample.
template <typename Visit>
Status forEachSample(Statement& statement, std::size_t count, const Visit& visit) {
    auto row = statement.step();
    for (; row && *row; row = statement.step()) {
        const auto sample = static_cast<std::size_t>(statement.integer(0));
        if (sample < count) {
            visit(sample);
        }
    }
    if (!row) {
        return fail(row.error());
    }
    return {};
}

Status markTexts(const Database& database, const AttributeFilter& filter, Marks& passing) {
    auto statement = database.prepare(
        "SELECT sample FROM attributes "
        "WHERE key = (SELECT id FROM attribute_keys WHERE name = ?) AND value = ?");
    if (!statement) {
        return fail(statement.error());
    }
    for (const std::string& text : filter.texts) {
        statement->bind(1, filter.key).bind(2, text);
        const Status status = forEachSample(*statement, passing.size(),
                                            [&](std::size_t sample) { passing[sample] = 1; });
        if (!status) {
            return status;
        }
        statement->reset();
    }
    return {};
}

Status markRange(const Database& database, const AttributeFilter& filter, Marks& passing) {
    auto statement = database.prepare(
        "SELECT sample FROM attributes "
        "WHERE key = (SELECT id FROM attribute_keys WHERE name = ?) AND value BETWEEN ? AND ?");
    if (!statement) {
        return fail(statement.error());
    }
    statement->bind(1, filter.key).bind(2, filter.low).bind(3, filter.high);
    return forEachSample(*statement, passing.size(),
                         [&](std::size_t sample) { passing[sample] = 1; });
}

Status applyFilter(const Database& database, const AttributeFilter& filter, Marks& wanted) {
    Marks passing(wanted.size());
    const Status status = filter.texts.empty() ? markRange(database, filter, passing)
                                               : markTexts(database, filter, passing);
    std::transform(wanted.begin(), wanted.end(), passing.begin(), wanted.begin(),
                   [](char a, char b) { return static_cast<char>(a & b); });
    return status;
}

Marks markRows(std::span<const SampleRow> rows, const SampleQuery& query) {
    Marks wanted(rows.size());
    std::transform(rows.begin(), rows.end(), wanted.begin(), [&](const SampleRow& row) {
        return static_cast<char>((!query.split || row.split == *query.split) &&
                                 (query.withExcluded || !row.excluded));
    });
    return wanted;
}

/// Moves samples that have the attribute from @p wanted to the result, in its order.
Status takeSorted(const Database& database, const SampleQuery& query, Marks& wanted,
                  std::vector<std::int64_t>& result) {
    constexpr const char* kUp =
        "SELECT sample FROM attributes WHERE key = (SELECT id FROM attribute_keys WHERE name = ?) "
        "ORDER BY value, sample";
    constexpr const char* kDown =
        "SELECT sample FROM attributes WHERE key = (SELECT id FROM attribute_keys WHERE name = ?) "
        "ORDER BY value DESC, sample DESC";
    auto statement = database.prepare(query.descending ? kDown : kUp);
    if (!statement) {
        return fail(statement.error());
    }
    statement->bind(1, query.sortBy);
    return forEachSample(*statement, wanted.size(), [&](std::size_t sample) {
        if (wanted[sample] != 0) {
            wanted[sample] = 0;
            result.push_back(static_cast<std::int64_t>(sample));
        }
    });
}

} // namespace

Result<std::vector<std::int64_t>>
selectSamples(const Database& database, std::span<const SampleRow> rows, const SampleQuery& query) {
    Marks wanted = markRows(rows, query);
    for (const AttributeFilter& filter : query.filters) {
        if (const Status status = applyFilter(database, filter, wanted); !status) {
            return fail(status.error());
        }
    }
    std::vector<std::int64_t> result;
    if (!query.sortBy.empty()) {
        if (const Status status = takeSorted(database, query, wanted, result); !status) {
            return fail(status.error());
        }
    }
    const auto rest = static_cast<std::ptrdiff_t>(result.size());
    for (std::size_t sample = 0; sample < wanted.size(); ++sample) {
        if (wanted[sample] != 0) {
            result.push_back(static_cast<std::int64_t>(sample));
        }
    }
    if (query.descending) {
        std::reverse(result.begin() + rest, result.end());
    }
    return result;
}

} // namespace maquette
