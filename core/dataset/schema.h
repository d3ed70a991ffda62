// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a record of a table holds: named arrays of numbers at fixed places.

#include "core/base/result.h"
#include "core/dataset/half.h"

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace maquette {

enum class DataType { U8, F16, F32, I32 };

/// "u8", "f16", "f32", "i32".
[[nodiscard]] const char* dataTypeName(DataType type);
[[nodiscard]] std::size_t bytesOf(DataType type);

template <typename T> constexpr DataType dataTypeOf() {
    if constexpr (std::is_same_v<T, std::uint8_t>) {
        return DataType::U8;
    } else if constexpr (std::is_same_v<T, Half>) {
        return DataType::F16;
    } else if constexpr (std::is_same_v<T, float>) {
        return DataType::F32;
    } else {
        static_assert(std::is_same_v<T, std::int32_t>, "no such field type");
        return DataType::I32;
    }
}

struct Field {
    std::string name; ///< letters, digits and _, 1 … 64 of them
    DataType type = DataType::U8;
    std::vector<int> shape; ///< row-major; each at least 1; empty: a single number

    [[nodiscard]] std::size_t count() const; ///< of numbers
    [[nodiscard]] bool operator==(const Field&) const = default;
};

/// Where a field of type T lies in a record; got once from a Schema, then used on every record.
template <typename T> struct FieldRef {
    std::size_t offset = 0; ///< bytes from the record's start; a multiple of 64
    std::size_t count = 0;  ///< of numbers
};

/// Immutable. Fields lie in their order, each from a multiple of 64 bytes on; after the last comes
/// the checksum, in the record's last four bytes.
class Schema {
public:
    static constexpr std::size_t kAlignment = 64;
    static constexpr std::size_t kChecksumBytes = 4;
    static constexpr std::size_t kLargestRecord = std::size_t{1} << 30;

    Schema() = default;

    /// @errors  InvalidArgument (no field, a name twice or out of form, a shape out of range, a
    ///          record above 1 GiB).
    [[nodiscard]] static Result<Schema> make(std::vector<Field> fields);
    /// @errors  CorruptData (not a schema); those of make.
    [[nodiscard]] static Result<Schema> fromJson(const std::string& text);
    /// {"fields":[{"name":"image","shape":[256,256,3],"type":"u8"}]}; equal for equal schemas.
    [[nodiscard]] std::string toJson() const;

    [[nodiscard]] const std::vector<Field>& fields() const { return m_fields; }
    /// The field's place in fields(); -1 when there is none of this name.
    [[nodiscard]] int find(const std::string& name) const;
    [[nodiscard]] std::size_t offset(int field) const { return m_offsets[field]; }
    /// From one record to the next; a multiple of 64.
    [[nodiscard]] std::size_t recordBytes() const { return m_recordBytes; }
    /// Without the checksum.
    [[nodiscard]] std::size_t payloadBytes() const { return m_recordBytes - kChecksumBytes; }
    /// Of names, types and shapes; equal on every machine.
    [[nodiscard]] std::uint64_t hash() const;

    /// @errors  MissingData (no such field), InvalidArgument (another type than T, or other than
    ///          @p count numbers; 0 takes any count).
    template <typename T>
    [[nodiscard]] Result<FieldRef<T>> field(const std::string& name, std::size_t count = 0) const {
        const auto found = typedField(name, dataTypeOf<T>(), count);
        if (!found) {
            return fail(found.error());
        }
        return FieldRef<T>{m_offsets[*found], m_fields[*found].count()};
    }

    [[nodiscard]] bool operator==(const Schema& other) const { return m_fields == other.m_fields; }

private:
    [[nodiscard]] Result<int> typedField(const std::string& name, DataType type,
                                         std::size_t count) const;

    std::vector<Field> m_fields;
    std::vector<std::size_t> m_offsets;
    std::size_t m_recordBytes = kAlignment;
};

/// Whether @p name may name a field, table or attribute: letters, digits and _, 1 … 64 of them.
[[nodiscard]] bool isPlainName(const std::string& name);

} // namespace maquette
