// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/glb_file.h"

#include <cstring>
#include <limits>

namespace maquette {
namespace {

constexpr std::uint32_t kMagic = 0x46546C67; // "glTF"
constexpr std::uint32_t kJsonChunk = 0x4E4F534A;
constexpr std::uint32_t kBinaryChunk = 0x004E4942;
constexpr std::size_t kHeaderSize = 12;
constexpr std::size_t kChunkHeaderSize = 8;

std::uint32_t wordAt(std::span<const std::uint8_t> bytes, std::size_t offset) {
    std::uint32_t word = 0;
    std::memcpy(&word, bytes.data() + offset, sizeof(word));
    return word;
}

void appendWord(Bytes& bytes, std::size_t word) {
    const auto value = static_cast<std::uint32_t>(word);
    bytes.resize(bytes.size() + sizeof(value));
    std::memcpy(bytes.data() + bytes.size() - sizeof(value), &value, sizeof(value));
}

std::size_t padded(std::size_t size) {
    return (size + 3) / 4 * 4;
}

tl::unexpected<Error> corrupt() {
    return fail(ErrorCode::CorruptData, "This is not a whole GLB file of version 2.");
}

/// The chunk of @p type that starts at @p offset; moves the offset past it.
Result<std::span<const std::uint8_t>> readChunk(std::span<const std::uint8_t> bytes,
                                                std::size_t& offset, std::uint32_t type) {
    if (bytes.size() - offset < kChunkHeaderSize || wordAt(bytes, offset + 4) != type) {
        return corrupt();
    }
    const std::size_t length = wordAt(bytes, offset);
    offset += kChunkHeaderSize;
    if (length > bytes.size() - offset) {
        return corrupt();
    }
    const auto chunk = bytes.subspan(offset, length);
    offset += length;
    return chunk;
}

} // namespace

int GlbFile::addView(std::span<const std::uint8_t> bytes) {
    binary.resize(padded(binary.size()));
    auto& views = json["bufferViews"];
    views.push_back(
        Json{{"buffer", 0}, {"byteOffset", binary.size()}, {"byteLength", bytes.size()}});
    binary.insert(binary.end(), bytes.begin(), bytes.end());
    return static_cast<int>(views.size()) - 1;
}

void GlbFile::compact() {
    Bytes packed;
    packed.reserve(binary.size());
    for (Json& view : json["bufferViews"]) {
        const auto from = binary.begin() + view.value("byteOffset", std::ptrdiff_t{0});
        packed.resize(padded(packed.size()));
        view["byteOffset"] = packed.size();
        packed.insert(packed.end(), from, from + view.at("byteLength").get<std::ptrdiff_t>());
    }
    binary = std::move(packed);
}

Result<GlbFile> parseGlb(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < kHeaderSize || wordAt(bytes, 0) != kMagic || wordAt(bytes, 4) != 2 ||
        wordAt(bytes, 8) > bytes.size()) {
        return corrupt();
    }
    std::size_t offset = kHeaderSize;
    const auto text = readChunk(bytes, offset, kJsonChunk);
    if (!text) {
        return fail(text.error());
    }
    const auto binary = readChunk(bytes, offset, kBinaryChunk);
    if (!binary) {
        return fail(binary.error());
    }
    GlbFile file;
    file.json = Json::parse(text->begin(), text->end(), nullptr, false);
    if (!file.json.is_object()) {
        return corrupt();
    }
    file.binary.assign(binary->begin(), binary->end());
    return file;
}

Result<Bytes> composeGlb(const GlbFile& file) {
    Json json = file.json;
    json["buffers"] = Json::array({Json{{"byteLength", file.binary.size()}}});
    // Names come from outside: broken UTF-8 must not end the export.
    std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.resize(padded(text.size()), ' ');
    const std::size_t binarySize = padded(file.binary.size());
    const std::size_t size = kHeaderSize + 2 * kChunkHeaderSize + text.size() + binarySize;
    if (size > std::numeric_limits<std::uint32_t>::max()) {
        return fail(ErrorCode::TooLarge, "The character does not fit into a GLB file (4 GiB).",
                    "Choose smaller textures.");
    }
    Bytes bytes;
    bytes.reserve(size);
    appendWord(bytes, kMagic);
    appendWord(bytes, 2);
    appendWord(bytes, size);
    appendWord(bytes, text.size());
    appendWord(bytes, kJsonChunk);
    bytes.insert(bytes.end(), text.begin(), text.end());
    appendWord(bytes, binarySize);
    appendWord(bytes, kBinaryChunk);
    bytes.insert(bytes.end(), file.binary.begin(), file.binary.end());
    bytes.resize(size);
    return bytes;
}

} // namespace maquette
