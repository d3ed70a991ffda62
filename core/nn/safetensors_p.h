// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The header of a safetensors file, and what its reader and writer share.

#include "core/nn/safetensors.h"

#include <array>
#include <optional>
#include <string_view>

namespace maquette {

inline constexpr std::array kAllDTypes{DType::U8, DType::F16, DType::F32, DType::I64};
inline constexpr const char* kMetadataKey = "__metadata__";
inline constexpr std::size_t kLengthSize = 8; ///< bytes of the header's length

/// Where a tensor lies within the data, as the header says; not checked against the file.
struct HeaderEntry {
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

struct SafetensorsHeader {
    std::map<std::string, HeaderEntry> entries;
    std::map<std::string, std::string> metadata;
};

/// Parses the JSON. Memory stays within a small multiple of its length.
/// @errors  CorruptData, UnsupportedFormat (dtype). The message is the end of a sentence that
///          begins with the file, such as "is damaged: …".
[[nodiscard]] Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view json);

/// Bytes that a tensor takes; nothing where a dimension is negative or the product overflows.
[[nodiscard]] std::optional<std::uint64_t> tensorSize(DType dtype,
                                                      const std::vector<std::int64_t>& shape);

/// A name from a file, fit for a message: in quotes, without control characters, cut when long.
[[nodiscard]] std::string shownName(std::string_view name);

} // namespace maquette
