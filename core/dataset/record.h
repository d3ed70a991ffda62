// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  One record of a table: a view into a mapped shard, or a buffer to fill and append.

#include "core/dataset/schema.h"

#include <cstring>
#include <span>
#include <stdexcept>
#include <vector>

namespace maquette {

/// A record's bytes, not owned: valid as long as the table it came from.
/// @threading  As its bytes never change, any number of threads may read it.
class RecordView {
public:
    explicit RecordView(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    /// The field's numbers, row-major; no copy.
    /// Throws std::out_of_range when @p field is of another schema and lies beyond the record.
    template <typename T> [[nodiscard]] std::span<const T> operator[](FieldRef<T> field) const {
        if (field.offset + field.count * sizeof(T) > m_bytes.size()) {
            throw std::out_of_range("a field of another table");
        }
        return {reinterpret_cast<const T*>(m_bytes.data() + field.offset), field.count};
    }
    /// All bytes of the record, with padding and checksum.
    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return m_bytes; }

private:
    std::span<const std::uint8_t> m_bytes;
};

/// A record in memory, zero at first; may be filled again and again.
class RecordBuffer {
public:
    explicit RecordBuffer(const Schema& schema)
        : m_schemaHash(schema.hash()), m_blocks(schema.recordBytes() / sizeof(Block)),
          m_payload(schema.payloadBytes()) {}

    /// The field's numbers to write to, row-major. Throws as RecordView does.
    template <typename T> [[nodiscard]] std::span<T> operator[](FieldRef<T> field) {
        if (field.offset + field.count * sizeof(T) > m_payload) {
            throw std::out_of_range("a field of another table");
        }
        return {reinterpret_cast<T*>(data() + field.offset), field.count};
    }
    /// Copies @p values; there must be as many as the field has. Throws std::length_error else.
    template <typename T> void set(FieldRef<T> field, std::span<const T> values) {
        if (values.size() != field.count) {
            throw std::length_error("a field takes " + std::to_string(field.count) +
                                    " numbers, not " + std::to_string(values.size()));
        }
        std::memcpy((*this)[field].data(), values.data(), values.size_bytes());
    }
    [[nodiscard]] std::uint64_t schemaHash() const { return m_schemaHash; }
    /// Without the checksum.
    [[nodiscard]] std::span<const std::uint8_t> payload() const {
        return {reinterpret_cast<const std::uint8_t*>(m_blocks.data()), m_payload};
    }

private:
    struct alignas(Schema::kAlignment) Block {
        std::uint8_t bytes[Schema::kAlignment] = {};
    };
    [[nodiscard]] std::uint8_t* data() { return reinterpret_cast<std::uint8_t*>(m_blocks.data()); }

    std::uint64_t m_schemaHash;
    std::vector<Block> m_blocks;
    std::size_t m_payload;
};

} // namespace maquette
