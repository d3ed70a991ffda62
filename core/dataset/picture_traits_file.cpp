// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// @file  The look at a dataset's pictures as a file: a header, a record each, a checksum.

#include "core/base/file.h"
#include "core/dataset/picture_traits.h"
#include "core/dataset/shard_header.h"

#include <algorithm>
#include <cstring>

namespace maquette {
namespace {

constexpr std::uint32_t kMagic = 0x5450514d; // "MQPT"
constexpr std::uint32_t kVersion = 1;        // of layout and of what traitsOf() gives
constexpr std::size_t kRecordBytes = sizeof(std::uint64_t) + kLikenessNumbers + 1;

struct Header {
    std::uint32_t magic = kMagic;
    std::uint32_t version = kVersion;
    std::uint32_t firstChecksum = 0; ///< of the first sample's record, and of the last's
    std::uint32_t lastChecksum = 0;
    std::uint64_t schemaHash = 0;
    std::uint64_t count = 0;
    [[nodiscard]] bool operator==(const Header&) const = default;
};

std::filesystem::path traitsPath(const std::filesystem::path& folder) {
    return folder / "pictures.index";
}

/// @param count  1 or more, not more than there are samples.
Header headerOf(const Dataset& dataset, std::uint64_t count) {
    const DatasetTable& samples = *dataset.table(kSamples);
    Header header;
    header.firstChecksum = samples.storedChecksum(0);
    header.lastChecksum = samples.storedChecksum(static_cast<std::int64_t>(count) - 1);
    header.schemaHash = samples.schema().hash();
    header.count = count;
    return header;
}

/// The bytes without their checksum; nothing when it is wrong.
std::span<const std::uint8_t> checked(const Bytes& bytes) {
    std::uint32_t checksum = 0;
    if (bytes.size() < sizeof(Header) + sizeof checksum) {
        return {};
    }
    const std::span content(bytes.data(), bytes.size() - sizeof checksum);
    std::memcpy(&checksum, bytes.data() + content.size(), sizeof checksum);
    return checksum == checksumOf(content) ? content : std::span<const std::uint8_t>();
}

} // namespace

std::vector<PictureTraits> loadTraits(const std::filesystem::path& folder, const Dataset& dataset) {
    const auto bytes = readFile(traitsPath(folder));
    const auto content = bytes ? checked(*bytes) : std::span<const std::uint8_t>();
    if (content.empty()) {
        return {};
    }
    Header header;
    std::memcpy(&header, content.data(), sizeof header);
    const auto samples = static_cast<std::uint64_t>(dataset.samples().size());
    if (header.count == 0 || header.count > samples ||
        content.size() != sizeof header + header.count * kRecordBytes ||
        header != headerOf(dataset, header.count)) {
        return {};
    }
    std::vector<PictureTraits> traits(header.count);
    const std::uint8_t* from = content.data() + sizeof header;
    for (PictureTraits& one : traits) {
        std::memcpy(&one.hash, from, sizeof one.hash);
        std::copy_n(from + sizeof one.hash, kLikenessNumbers, one.likeness.begin());
        one.oddities = from[kRecordBytes - 1];
        from += kRecordBytes;
    }
    return traits;
}

Status saveTraits(const std::filesystem::path& folder, const Dataset& dataset,
                  const std::vector<PictureTraits>& traits) {
    if (traits.empty()) {
        return {};
    }
    const Header header = headerOf(dataset, traits.size());
    Bytes bytes(sizeof header + traits.size() * kRecordBytes);
    std::memcpy(bytes.data(), &header, sizeof header);
    std::uint8_t* to = bytes.data() + sizeof header;
    for (const PictureTraits& one : traits) {
        std::memcpy(to, &one.hash, sizeof one.hash);
        std::copy_n(one.likeness.begin(), kLikenessNumbers, to + sizeof one.hash);
        to[kRecordBytes - 1] = one.oddities;
        to += kRecordBytes;
    }
    const std::uint32_t checksum = checksumOf(bytes);
    bytes.resize(bytes.size() + sizeof checksum);
    std::memcpy(bytes.data() + bytes.size() - sizeof checksum, &checksum, sizeof checksum);
    return writeFile(traitsPath(folder), bytes);
}

} // namespace maquette
