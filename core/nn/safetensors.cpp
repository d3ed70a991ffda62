// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/safetensors.h"

#include "core/nn/safetensors_p.h"

#include <algorithm>
#include <cstring>

namespace maquette {
namespace fs = std::filesystem;
namespace {

constexpr const char* kFetchAgain = "Fetch the file again, or save it again where it came from.";

/// Reads one file's bytes; every error it makes begins with the file's name.
class FileParser {
public:
    FileParser(Bytes bytes, const std::string& name)
        : m_bytes(std::make_shared<const Bytes>(std::move(bytes))), m_name(name) {}

    [[nodiscard]] Result<TensorFile> parse() const;

private:
    using Named = std::pair<const std::string, HeaderEntry>;

    [[nodiscard]] tl::unexpected<Error> error(ErrorCode code, const std::string& rest) const {
        return fail(code, m_name + " " + rest, kFetchAgain);
    }
    [[nodiscard]] Result<std::string_view> header() const;
    [[nodiscard]] Status checkLayout(const SafetensorsHeader& header,
                                     std::span<const std::uint8_t> data) const;
    [[nodiscard]] Status checkEntry(const Named& entry, std::uint64_t dataSize) const;

    std::shared_ptr<const Bytes> m_bytes;
    const std::string& m_name;
};

Result<std::string_view> FileParser::header() const {
    std::uint64_t length = 0;
    if (m_bytes->size() >= kLengthSize) {
        std::memcpy(&length, m_bytes->data(), kLengthSize);
    }
    if (m_bytes->size() <= kLengthSize || (*m_bytes)[kLengthSize] != '{') {
        return error(ErrorCode::UnsupportedFormat, "is no safetensors file.");
    }
    if (length > kMaxTensorHeader) {
        return error(ErrorCode::TooLarge, "announces a header of " + std::to_string(length) +
                                              " bytes; at most " +
                                              std::to_string(kMaxTensorHeader) + " are read.");
    }
    if (length > m_bytes->size() - kLengthSize) {
        return error(ErrorCode::CorruptData, "is cut short: it ends within its header.");
    }
    return std::string_view(reinterpret_cast<const char*>(m_bytes->data()) + kLengthSize, length);
}

Status FileParser::checkEntry(const Named& entry, std::uint64_t dataSize) const {
    const auto& [name, place] = entry;
    const std::optional<std::uint64_t> size = tensorSize(place.dtype, place.shape);
    if (!size) {
        return error(ErrorCode::CorruptData,
                     "is damaged: no tensor can have the shape of " + shownName(name) + ".");
    }
    if (place.end > dataSize) {
        return error(ErrorCode::CorruptData,
                     "is cut short or damaged: " + shownName(name) + " reaches beyond its end.");
    }
    if (place.begin > place.end || place.end - place.begin != *size) {
        return error(ErrorCode::CorruptData, "is damaged: the shape and the offsets of " +
                                                 shownName(name) + " contradict.");
    }
    return {};
}

Status FileParser::checkLayout(const SafetensorsHeader& header,
                               std::span<const std::uint8_t> data) const {
    std::vector<const Named*> order;
    for (const Named& entry : header.entries) {
        if (Status good = checkEntry(entry, data.size()); !good) {
            return good;
        }
        order.push_back(&entry);
    }
    std::sort(order.begin(), order.end(), [](const Named* a, const Named* b) {
        return std::pair(a->second.begin, a->second.end) <
               std::pair(b->second.begin, b->second.end);
    });
    std::uint64_t expected = 0;
    for (const Named* entry : order) {
        if (entry->second.begin != expected) {
            const bool overlap = entry->second.begin < expected;
            return error(ErrorCode::CorruptData, "is damaged: " + shownName(entry->first) +
                                                     (overlap ? " overlaps another tensor."
                                                              : " follows a gap in the data."));
        }
        expected = entry->second.end;
    }
    if (expected != data.size()) {
        return error(ErrorCode::CorruptData, "is damaged: bytes follow its last tensor.");
    }
    return {};
}

Result<TensorFile> FileParser::parse() const {
    const Result<std::string_view> text = header();
    if (!text) {
        return fail(text.error());
    }
    Result<SafetensorsHeader> header = parseSafetensorsHeader(*text);
    if (!header) {
        return error(header.error().code, header.error().message);
    }
    const auto data = std::span(*m_bytes).subspan(kLengthSize + text->size());
    if (const Status good = checkLayout(*header, data); !good) {
        return fail(good.error());
    }
    TensorFile file;
    file.metadata = std::move(header->metadata);
    for (auto& [name, entry] : header->entries) {
        const auto bytes = data.subspan(entry.begin, entry.end - entry.begin);
        file.tensors.emplace(name, ByteTensor{entry.dtype, std::move(entry.shape), bytes, m_bytes});
    }
    return file;
}

} // namespace

Result<TensorFile> parseSafetensors(Bytes bytes, const std::string& name) {
    return FileParser(std::move(bytes), name).parse();
}

Result<TensorFile> readSafetensors(const fs::path& path) {
    Result<Bytes> bytes = readFile(path, kMaxTensorFile);
    if (!bytes) {
        return fail(bytes.error());
    }
    return parseSafetensors(std::move(*bytes), path.string());
}

} // namespace maquette
