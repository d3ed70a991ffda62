// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/catalog.h"

#include "core/dataset/sample_edits.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace maquette {
namespace {

/// Gives attribute keys their numbers, new ones to new keys.
class KeyNumbers {
public:
    explicit KeyNumbers(const Database& database) : m_database(database) {}

    Result<std::int64_t> numberOf(const std::string& name) {
        if (const auto known = m_numbers.find(name); known != m_numbers.end()) {
            return known->second;
        }
        auto insert =
            m_database.prepare("INSERT INTO attribute_keys (name) VALUES (?) "
                               "ON CONFLICT (name) DO UPDATE SET name = name RETURNING id");
        if (!insert) {
            return fail(insert.error());
        }
        const auto row = insert->bind(1, name).step();
        if (!row) {
            return fail(row.error());
        }
        return m_numbers[name] = insert->integer(0);
    }

private:
    const Database& m_database;
    std::map<std::string, std::int64_t> m_numbers;
};

Status insertAttributes(Statement& insert, KeyNumbers& keys, std::int64_t sample,
                        const Attributes& attributes) {
    for (const auto& [name, value] : attributes) {
        const auto key = keys.numberOf(name);
        if (!key) {
            return fail(key.error());
        }
        if (const Status status = insert.bind(1, sample).bind(2, *key).bind(3, value).run();
            !status) {
            return status;
        }
    }
    return {};
}

Status insertShard(const Database& database, const std::string& table, const ShardSeal& seal) {
    auto insert = database.prepare("INSERT INTO shards (table_id, first, count, header_checksum) "
                                   "VALUES ((SELECT id FROM tables WHERE name = ?), ?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    return insert->bind(1, table)
        .bind(2, seal.first)
        .bind(3, seal.count)
        .bind(4, std::int64_t{seal.headerChecksum})
        .run();
}

/// A column as its values come in, equal texts in a row.
class ColumnFiller {
public:
    ColumnFiller(AttributeColumn& column, std::int64_t samples)
        : m_column(column), m_count(static_cast<std::size_t>(samples)) {}

    void put(std::int64_t sample, const Statement& row, int at) {
        const auto i = static_cast<std::size_t>(sample);
        if (i >= m_count) {
            return;
        }
        if (row.isText(at)) {
            putText(i, row.textView(at));
        } else {
            putNumber(i, row.number(at));
        }
    }

private:
    void putNumber(std::size_t i, double number) {
        if (m_column.numbers.empty()) {
            m_column.numbers.assign(m_count, std::numeric_limits<double>::quiet_NaN());
        }
        m_column.numbers[i] = number;
    }

    void putText(std::size_t i, std::string_view text) {
        if (m_column.texts.empty()) {
            m_column.texts.assign(m_count, -1);
        }
        if (m_column.words.empty() || m_column.words.back() != text) {
            m_column.words.emplace_back(text);
        }
        m_column.texts[i] = static_cast<std::int32_t>(m_column.words.size()) - 1;
    }

    AttributeColumn& m_column;
    std::size_t m_count;
};

} // namespace

std::optional<AttributeValue> AttributeColumn::value(std::int64_t sample) const {
    const auto i = static_cast<std::size_t>(sample);
    if (!texts.empty() && texts[i] >= 0) {
        return words[static_cast<std::size_t>(texts[i])];
    }
    return numbers.empty() || std::isnan(numbers[i]) ? std::nullopt
                                                     : std::optional<AttributeValue>(numbers[i]);
}

Status checkAttributes(const Attributes& attributes) {
    for (const auto& [key, value] : attributes) {
        if (!isPlainName(key)) {
            return fail(ErrorCode::InvalidArgument, "\"" + key + "\" cannot name an attribute.",
                        "Use letters, digits and _ only.");
        }
        if (const auto* number = std::get_if<double>(&value); number && std::isnan(*number)) {
            return fail(ErrorCode::InvalidArgument,
                        "The attribute " + key + " is no number (NaN).");
        }
    }
    return {};
}

Status Catalog::registerShard(const std::string& table, const ShardSeal& seal,
                              std::span<const SampleInfo> samples) const {
    auto transaction = Transaction::begin(*m_database, Database::Mode::Write);
    if (!transaction) {
        return fail(transaction.error());
    }
    if (const Status status = insertShard(*m_database, table, seal); !status) {
        return status;
    }
    if (const Status status = insertSamples(seal.first, samples); !status) {
        return status;
    }
    return transaction->commit();
}

Status Catalog::insertSamples(std::int64_t first, std::span<const SampleInfo> samples) const {
    KeyNumbers keys(*m_database);
    auto sampleRow =
        m_database->prepare("INSERT INTO samples (id, identity, seed, split) VALUES (?, ?, ?, ?)");
    auto attributeRow =
        m_database->prepare("INSERT INTO attributes (sample, key, value) VALUES (?, ?, ?)");
    if (!sampleRow || !attributeRow) {
        return fail(sampleRow ? attributeRow.error() : sampleRow.error());
    }
    for (std::int64_t id = first; const SampleInfo& sample : samples) {
        const Split split = splitOf(m_origin.seed, sample.identity);
        Status status = sampleRow->bind(1, id)
                            .bind(2, sample.identity)
                            .bind(3, std::bit_cast<std::int64_t>(sample.seed))
                            .bind(4, static_cast<std::int64_t>(split))
                            .run();
        if (status) {
            status = insertAttributes(*attributeRow, keys, id, sample.attributes);
        }
        if (!status) {
            return status;
        }
        ++id;
    }
    return {};
}

Result<std::vector<SampleRow>> Catalog::samples() const {
    auto rows = m_database->prepare(
        "SELECT id, identity, seed, split, rating, excluded, tags FROM samples ORDER BY id");
    if (!rows) {
        return fail(rows.error());
    }
    std::vector<SampleRow> samples;
    auto row = rows->step();
    for (; row && *row; row = rows->step()) {
        const std::int64_t split = rows->integer(3);
        if (rows->integer(0) != static_cast<std::int64_t>(samples.size()) || split < 0 ||
            split >= static_cast<std::int64_t>(kSplits.size()) || rows->integer(1) < 0) {
            return damaged("sample " + std::to_string(samples.size()) + " cannot be read");
        }
        SampleRow& sample = samples.emplace_back();
        sample.identity = rows->integer(1);
        sample.seed = std::bit_cast<std::uint64_t>(rows->integer(2));
        sample.split = static_cast<Split>(split);
        sample.rating = static_cast<int>(std::clamp<std::int64_t>(rows->integer(4), 0, kMostStars));
        sample.excluded = rows->integer(5) != 0;
        sample.tags = tagsOf(rows->textView(6));
    }
    if (!row) {
        return fail(row.error());
    }
    return samples;
}

Result<Attributes> Catalog::attributes(std::int64_t sample) const {
    auto rows = m_database->prepare("SELECT name, value FROM attributes JOIN attribute_keys "
                                    "ON attribute_keys.id = attributes.key WHERE sample = ?");
    if (!rows) {
        return fail(rows.error());
    }
    Attributes attributes;
    auto row = rows->bind(1, sample).step();
    for (; row && *row; row = rows->step()) {
        AttributeValue& value = attributes[rows->text(0)];
        if (rows->isText(1)) {
            value = rows->text(1);
        } else {
            value = rows->number(1);
        }
    }
    if (!row) {
        return fail(row.error());
    }
    return attributes;
}

Result<AttributeColumns> Catalog::attributeColumns(std::int64_t samples) const {
    AttributeColumns columns;
    auto keys = m_database->prepare("SELECT id, name FROM attribute_keys ORDER BY name");
    // The index alone is read, and equal texts come in a row.
    auto values = m_database->prepare(
        "SELECT sample, value FROM attributes WHERE key = ? ORDER BY value, sample");
    if (!keys || !values) {
        return fail(keys ? values.error() : keys.error());
    }
    auto key = keys->step();
    for (; key && *key; key = keys->step()) {
        AttributeColumn& column = columns.emplace_back();
        column.key = keys->text(1);
        ColumnFiller filler(column, samples);
        auto row = values->bind(1, keys->integer(0)).step();
        for (; row && *row; row = values->step()) {
            filler.put(values->integer(0), *values, 1);
        }
        if (!row) {
            return fail(row.error());
        }
        values->reset();
    }
    if (!key) {
        return fail(key.error());
    }
    return columns;
}

} // namespace maquette
