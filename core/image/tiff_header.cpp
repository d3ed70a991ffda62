// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/image_header.h"

namespace maquette {
namespace {

enum Tag : std::uint16_t {
    kImageWidth = 256,
    kImageLength = 257,
    kBitsPerSample = 258,
    kStripOffsets = 273,
    kOrientation = 274,
    kStripByteCounts = 279,
    kTileOffsets = 324,
    kTileByteCounts = 325,
    kExtraSamples = 338,
    kSampleFormat = 339,
    kIccProfile = 34675,
};

/// One entry of a directory: 12 bytes.
struct Entry {
    std::uint16_t type = 0;
    std::uint32_t count = 0;
    std::size_t at = 0; ///< where its values are; 0 when the entry is absent

    [[nodiscard]] int width() const {
        constexpr std::uint16_t kShort = 3;
        constexpr std::uint16_t kLong = 4;
        return type == kShort ? 2 : type == kLong ? 4 : 1;
    }
    [[nodiscard]] std::uint64_t value(const ByteView& view, std::size_t i = 0) const {
        return at == 0 ? 0 : view.number(at + i * static_cast<std::size_t>(width()), width());
    }
};

/// The first directory of a TIFF file.
class Directory {
public:
    explicit Directory(const ByteView& view) : m_view(view), m_start(view.u32(4)) {}

    [[nodiscard]] Entry find(Tag tag) const {
        constexpr std::size_t kEntry = 12;
        constexpr std::size_t kInline = 4; // longer values lie elsewhere
        const std::size_t entries = m_view.u16(m_start);
        for (std::size_t i = 0; i < entries; ++i) {
            const std::size_t at = m_start + 2 + i * kEntry;
            if (m_view.u16(at) == tag) {
                Entry entry{m_view.u16(at + 2), m_view.u32(at + 4), at + 8};
                if (entry.count * static_cast<std::size_t>(entry.width()) > kInline) {
                    entry.at = m_view.u32(at + 8);
                }
                return entry;
            }
        }
        return {};
    }

private:
    ByteView m_view;
    std::size_t m_start;
};

/// True when every strip (or tile) ends within the file.
bool isWhole(const ByteView& view, const Entry& offsets, const Entry& counts) {
    const std::size_t pieces = std::min<std::size_t>(offsets.count, view.size());
    for (std::size_t i = 0; i < pieces; ++i) {
        if (offsets.value(view, i) + counts.value(view, i) > view.size()) {
            return false;
        }
    }
    return true;
}

/// libtiff multiplies 8 bit colours by their alpha, if it is declared as one; deeper pixels come
/// as they are stored.
bool isPremultiplied(const ByteView& view, const Directory& directory) {
    constexpr std::uint64_t kAssociated = 1;
    constexpr std::uint64_t kUnassociated = 2;
    constexpr std::uint64_t kByte = 8;
    const std::uint64_t alpha = directory.find(kExtraSamples).value(view);
    const bool isByte = directory.find(kBitsPerSample).value(view) == kByte;
    return alpha == kAssociated || (alpha == kUnassociated && isByte);
}

} // namespace

std::optional<ImageHeader> readTiffHeader(ByteSpan bytes) {
    const bool little = !bytes.empty() && bytes[0] == 'I';
    const ByteView view(bytes, little ? std::endian::little : std::endian::big);
    const Directory directory(view);
    ImageHeader header;
    header.width = static_cast<std::int64_t>(directory.find(kImageWidth).value(view));
    header.height = static_cast<std::int64_t>(directory.find(kImageLength).value(view));
    if (header.width == 0 || header.height == 0) {
        header.whole = view.u32(4) != 0 && view.u32(4) < bytes.size();
        return header.whole ? std::nullopt : std::optional(header);
    }
    header.whole = isWhole(view, directory.find(kStripOffsets), directory.find(kStripByteCounts)) &&
                   isWhole(view, directory.find(kTileOffsets), directory.find(kTileByteCounts));
    constexpr std::uint64_t kUnsigned = 1;
    const Entry format = directory.find(kSampleFormat);
    const std::uint64_t bits = directory.find(kBitsPerSample).value(view);
    header.decodable = (format.at == 0 || format.value(view) == kUnsigned) && bits <= 16;
    header.premultiplied = isPremultiplied(view, directory);
    header.exif = bytes;
    header.orientationAt = directory.find(kOrientation).at;
    const Entry icc = directory.find(kIccProfile);
    if (icc.at != 0) {
        const ByteSpan profile = view.part(icc.at, icc.count);
        header.icc.assign(profile.begin(), profile.end());
    }
    return header;
}

} // namespace maquette
