// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The form of a shard: records of one table, one after the other, in one file.
///
/// Little-endian. A prefix of 32 bytes: magic "MQSHARD" and a zero byte; version; CRC-32 of the
/// whole header with this word zero; bytes of the header; bytes of the JSON text; 8 zero bytes.
/// Then the JSON text, zeros up to a multiple of 4096, then the records: each
/// Schema::recordBytes() long, its last four bytes the CRC-32 of those before.

#include "core/base/file.h"
#include "core/dataset/schema.h"

namespace maquette {

struct ShardHeader {
    std::string table;
    Schema schema;
    std::int64_t first = 0; ///< index of the first record
    std::int64_t count = 0; ///< of records, at least 1
};

/// A header as it stands in a file.
struct EncodedHeader {
    Bytes bytes;
    std::uint32_t checksum = 0;
};

/// CRC-32 as in zlib and PNG.
[[nodiscard]] std::uint32_t checksumOf(std::span<const std::uint8_t> bytes);

/// As long for every count, so that it can be written over once the count is known.
[[nodiscard]] EncodedHeader encodeShardHeader(const ShardHeader& header);

struct DecodedHeader {
    ShardHeader header;
    std::size_t bytes = 0; ///< where the first record starts
    std::uint32_t checksum = 0;
};

/// @param bytes  the file's, from its start; more than the header is needed.
/// @param path   named in errors.
/// @errors  UnsupportedFormat (no shard, another version), CorruptData (anything else).
[[nodiscard]] Result<DecodedHeader> decodeShardHeader(std::span<const std::uint8_t> bytes,
                                                      const std::filesystem::path& path);

/// "samples-000000256.shard": the name of a shard in a dataset's folder of shards.
[[nodiscard]] std::string shardName(const std::string& table, std::int64_t first);
inline constexpr const char* kShardEnding = ".shard";
inline constexpr const char* kUnfinishedEnding = ".part"; ///< after the name while it is written

} // namespace maquette
