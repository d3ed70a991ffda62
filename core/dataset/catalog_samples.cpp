// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/catalog.h"

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

/// A column as its values come in.
struct ColumnFiller {
    ColumnFiller(std::string key, std::int64_t samples) {
        const auto count = static_cast<std::size_t>(samples);
        column.key = std::move(key);
        column.numbers.assign(count, std::numeric_limits<double>::quiet_NaN());
        column.texts.assign(count, -1);
    }

    void put(std::int64_t sample, const Statement& row, int at) {
        const auto i = static_cast<std::size_t>(sample);
        if (!row.isText(at)) {
            column.numbers[i] = row.number(at);
            return;
        }
        const auto next = static_cast<std::int32_t>(column.words.size());
        const auto [word, isNew] = indices.try_emplace(row.text(at), next);
        if (isNew) {
            column.words.push_back(word->first);
        }
        column.texts[i] = word->second;
    }

    AttributeColumn column;
    std::map<std::string, std::int32_t> indices; ///< of words
};

} // namespace

std::optional<AttributeValue> AttributeColumn::value(std::int64_t sample) const {
    const auto i = static_cast<std::size_t>(sample);
    if (texts[i] >= 0) {
        return words[static_cast<std::size_t>(texts[i])];
    }
    return std::isnan(numbers[i]) ? std::nullopt : std::optional<AttributeValue>(numbers[i]);
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
        "SELECT id, identity, seed, split, rating, excluded FROM samples ORDER BY id");
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
        samples.push_back({rows->integer(1), std::bit_cast<std::uint64_t>(rows->integer(2)),
                           static_cast<Split>(split), static_cast<int>(rows->integer(4)),
                           rows->integer(5) != 0});
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

Result<std::vector<AttributeColumn>> Catalog::attributeColumns(std::int64_t samples) const {
    std::map<std::int64_t, ColumnFiller> byKey;
    auto keys = m_database->prepare("SELECT id, name FROM attribute_keys");
    if (!keys) {
        return fail(keys.error());
    }
    auto row = keys->step();
    for (; row && *row; row = keys->step()) {
        byKey.try_emplace(keys->integer(0), keys->text(1), samples);
    }
    auto values = m_database->prepare("SELECT sample, key, value FROM attributes");
    if (!row || !values) {
        return fail(row ? values.error() : row.error());
    }
    row = values->step();
    for (; row && *row; row = values->step()) {
        const std::int64_t sample = values->integer(0);
        const auto filler = byKey.find(values->integer(1));
        if (sample >= 0 && sample < samples && filler != byKey.end()) {
            filler->second.put(sample, *values, 2);
        }
    }
    if (!row) {
        return fail(row.error());
    }
    std::vector<AttributeColumn> columns;
    for (auto& [key, filler] : byKey) {
        columns.push_back(std::move(filler.column));
    }
    std::ranges::sort(columns, {}, &AttributeColumn::key);
    return columns;
}

} // namespace maquette
