// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/shard_header.h"

#include "core/base/hex_text.h"

#include <nlohmann/json.hpp>
#include <zlib.h>

#include <array>
#include <bit>
#include <cstdio>
#include <cstring>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

static_assert(std::endian::native == std::endian::little, "the files are little-endian");

constexpr std::array<char, 8> kMagic = {'M', 'Q', 'S', 'H', 'A', 'R', 'D', '\0'};
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kPage = 4096;
constexpr std::size_t kLargestHeader = std::size_t{16} << 20;

struct Prefix {
    std::array<char, 8> magic = kMagic;
    std::uint32_t version = kVersion;
    std::uint32_t checksum = 0;
    std::uint32_t headerBytes = 0;
    std::uint32_t textBytes = 0;
    std::uint64_t zero = 0;
};
static_assert(sizeof(Prefix) == 32);

std::string numberText(std::int64_t number) { // of fixed length
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "%019lld", static_cast<long long>(number));
    return text.data();
}

std::string headerText(const ShardHeader& header) {
    return Json{{"table", header.table},
                {"schema", header.schema.toJson()},
                {"schemaHash", hexText(header.schema.hash())},
                {"recordBytes", header.schema.recordBytes()},
                {"first", numberText(header.first)},
                {"count", numberText(header.count)}}
        .dump();
}

tl::unexpected<Error> damaged(const fs::path& path, const std::string& what) {
    return fail(ErrorCode::CorruptData, "The shard " + path.string() + " is damaged: " + what + ".",
                "Copy it back from a backup, or make the dataset again.");
}

/// CRC-32 of the whole header with the checksum's own word zero.
std::uint32_t headerChecksum(std::span<const std::uint8_t> bytes) {
    Prefix prefix;
    std::memcpy(&prefix, bytes.data(), sizeof prefix);
    prefix.checksum = 0;
    const uLong start = crc32_z(0, reinterpret_cast<const Bytef*>(&prefix), sizeof prefix);
    const auto rest = bytes.subspan(sizeof prefix);
    return static_cast<std::uint32_t>(crc32_z(start, rest.data(), rest.size()));
}

Result<ShardHeader> headerFrom(const std::string& text, const fs::path& path) {
    try {
        const Json json = Json::parse(text);
        const auto schema = Schema::fromJson(json.at("schema"));
        if (!schema || hexText(schema->hash()) != json.at("schemaHash")) {
            return damaged(path, "its list of fields is not as written");
        }
        return ShardHeader{json.at("table"), *schema,
                           std::stoll(json.at("first").get<std::string>()),
                           std::stoll(json.at("count").get<std::string>())};
    } catch (const std::exception&) { // of the JSON library and of stoll
        return damaged(path, "its header cannot be read");
    }
}

Result<Prefix> prefixFrom(std::span<const std::uint8_t> bytes, const fs::path& path) {
    Prefix prefix;
    if (bytes.size() < sizeof prefix) {
        return damaged(path, "it is cut short");
    }
    std::memcpy(&prefix, bytes.data(), sizeof prefix);
    if (prefix.magic != kMagic) {
        return fail(ErrorCode::UnsupportedFormat, path.string() + " is not a shard of a dataset.",
                    "Copy the shard back from a backup, or make the dataset again.");
    }
    if (prefix.version != kVersion) {
        return fail(ErrorCode::UnsupportedFormat,
                    "The shard " + path.string() + " is of version " +
                        std::to_string(prefix.version) + "; version " + std::to_string(kVersion) +
                        " can be read.",
                    "Make the dataset again with this version.");
    }
    if (prefix.headerBytes > bytes.size()) {
        return damaged(path, "it is cut short");
    }
    if (prefix.headerBytes < sizeof prefix || prefix.headerBytes > kLargestHeader ||
        prefix.headerBytes % kPage != 0 || prefix.textBytes > prefix.headerBytes - sizeof prefix) {
        return damaged(path, "its header cannot be read");
    }
    return prefix;
}

} // namespace

std::uint32_t checksumOf(std::span<const std::uint8_t> bytes) {
    return static_cast<std::uint32_t>(crc32_z(0, bytes.data(), bytes.size()));
}

EncodedHeader encodeShardHeader(const ShardHeader& header) {
    const std::string text = headerText(header);
    Prefix prefix;
    prefix.textBytes = static_cast<std::uint32_t>(text.size());
    prefix.headerBytes =
        static_cast<std::uint32_t>((sizeof prefix + text.size() + kPage - 1) / kPage * kPage);
    EncodedHeader encoded{Bytes(prefix.headerBytes), 0};
    std::memcpy(encoded.bytes.data(), &prefix, sizeof prefix);
    std::memcpy(encoded.bytes.data() + sizeof prefix, text.data(), text.size());
    prefix.checksum = encoded.checksum = headerChecksum(encoded.bytes);
    std::memcpy(encoded.bytes.data(), &prefix, sizeof prefix);
    return encoded;
}

Result<DecodedHeader> decodeShardHeader(std::span<const std::uint8_t> bytes, const fs::path& path) {
    const auto prefix = prefixFrom(bytes, path);
    if (!prefix) {
        return fail(prefix.error());
    }
    if (headerChecksum(bytes.first(prefix->headerBytes)) != prefix->checksum) {
        return damaged(path, "its header is not as written");
    }
    const auto* text = reinterpret_cast<const char*>(bytes.data()) + sizeof(Prefix);
    auto header = headerFrom(std::string(text, prefix->textBytes), path);
    if (!header) {
        return fail(header.error());
    }
    return DecodedHeader{std::move(*header), prefix->headerBytes, prefix->checksum};
}

std::string shardName(const std::string& table, std::int64_t first) {
    std::array<char, 24> number{};
    std::snprintf(number.data(), number.size(), "%09lld", static_cast<long long>(first));
    return table + "-" + number.data() + kShardEnding;
}

} // namespace maquette
