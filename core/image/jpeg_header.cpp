// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/image_header.h"

#include <cstring>
#include <map>

namespace maquette {
namespace {

enum Marker : std::uint8_t {
    kStartOfFrame0 = 0xC0,
    kHuffmanTables = 0xC4,
    kReservedForExtensions = 0xC8,
    kArithmeticConditioning = 0xCC,
    kStartOfFrame15 = 0xCF,
    kRestart0 = 0xD0,
    kRestart7 = 0xD7,
    kEndOfImage = 0xD9,
    kStartOfScan = 0xDA,
    kApplication1 = 0xE1,
    kApplication2 = 0xE2,
};

bool isStartOfFrame(std::uint8_t marker) {
    return marker >= kStartOfFrame0 && marker <= kStartOfFrame15 && marker != kHuffmanTables &&
           marker != kReservedForExtensions && marker != kArithmeticConditioning;
}

bool startsWith(ByteSpan bytes, const void* text, std::size_t length) {
    return bytes.size() >= length && std::memcmp(bytes.data(), text, length) == 0;
}

/// The next marker's 0xFF from @p at on, over coded data, restarts and fill bytes; or the end.
std::size_t nextMarker(ByteSpan bytes, std::size_t at) {
    while (at + 1 < bytes.size()) {
        const auto* found = static_cast<const std::uint8_t*>(
            std::memchr(bytes.data() + at, 0xFF, bytes.size() - 1 - at));
        if (!found) {
            break;
        }
        at = static_cast<std::size_t>(found - bytes.data());
        const std::uint8_t code = bytes[at + 1];
        if (code == 0xFF) {
            ++at;
        } else if (code == 0 || (code >= kRestart0 && code <= kRestart7)) {
            at += 2;
        } else {
            return at;
        }
    }
    return bytes.size();
}

/// Profiles longer than a segment come in numbered pieces.
class IccPieces {
public:
    void add(ByteSpan segment) {
        constexpr char kName[] = "ICC_PROFILE";
        constexpr std::size_t kHead = sizeof(kName) + 2; // the name, a number, the count
        if (startsWith(segment, kName, sizeof(kName)) && segment.size() > kHead) {
            m_pieces[segment[sizeof(kName)]] = segment.subspan(kHead);
            m_count = segment[sizeof(kName) + 1];
        }
    }
    [[nodiscard]] Bytes joined() const {
        Bytes result;
        if (m_pieces.size() == m_count) {
            for (const auto& [number, piece] : m_pieces) {
                result.insert(result.end(), piece.begin(), piece.end());
            }
        }
        return result;
    }

private:
    std::map<std::uint8_t, ByteSpan> m_pieces;
    std::size_t m_count = 0;
};

} // namespace

std::optional<ImageHeader> readJpegHeader(ByteSpan bytes) {
    const ByteView view(bytes, std::endian::big);
    ImageHeader header;
    header.whole = false;
    IccPieces icc;
    for (std::size_t at = nextMarker(bytes, 2); at < bytes.size(); at = nextMarker(bytes, at)) {
        const std::uint8_t marker = bytes[at + 1];
        if (marker == kEndOfImage) {
            header.whole = true; // anything behind it (previews, videos) is not the picture
            break;
        }
        const std::size_t length = view.u16(at + 2);
        const ByteSpan segment = view.part(at + 4, length < 2 ? 0 : length - 2);
        if (isStartOfFrame(marker)) {
            header.height = view.u16(at + 5);
            header.width = view.u16(at + 7);
        } else if (marker == kApplication1 && header.exif.empty() &&
                   startsWith(segment, "Exif\0\0", 6)) {
            header.exif = segment.subspan(6);
        } else if (marker == kApplication2) {
            icc.add(segment);
        }
        at += 2 + length;
    }
    header.icc = icc.joined();
    if (header.width == 0 && !header.whole) {
        return header; // cut short within the header
    }
    return header.width > 0 && header.height > 0 ? std::optional(header) : std::nullopt;
}

} // namespace maquette
