// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/image_header.h"

#include <string_view>

namespace maquette {
namespace {

/// Size of a lossy (VP8) or lossless (VP8L) frame from the first bytes of its chunk.
void readFrameSize(std::string_view name, const ByteView& view, std::size_t at,
                   ImageHeader& header) {
    constexpr std::uint32_t k14Bits = 0x3FFF;
    if (name == "VP8 ") {
        header.width = view.u16(at + 6) & k14Bits;
        header.height = view.u16(at + 8) & k14Bits;
    } else {
        const std::uint32_t packed = view.u32(at + 1);
        header.width = (packed & k14Bits) + 1;
        header.height = (packed >> 14U & k14Bits) + 1;
    }
}

} // namespace

std::optional<ImageHeader> readWebpHeader(ByteSpan bytes) {
    constexpr std::size_t kFirstChunk = 12;
    constexpr std::size_t kHead = 8; // name and length
    const ByteView view(bytes, std::endian::little);
    ImageHeader header;
    header.whole = view.u32(4) + kHead <= bytes.size();
    bool hasCanvas = false;
    for (std::size_t at = kFirstChunk; at + kHead <= bytes.size();) {
        const std::string_view name(reinterpret_cast<const char*>(bytes.data() + at), 4);
        const std::size_t length = view.u32(at + 4);
        const std::size_t data = at + kHead;
        if (name == "VP8X") {
            constexpr std::uint8_t kAnimated = 0x02;
            header.decodable = (view.u8(data) & kAnimated) == 0;
            header.width = static_cast<std::int64_t>(view.number(data + 4, 3)) + 1;
            header.height = static_cast<std::int64_t>(view.number(data + 7, 3)) + 1;
            hasCanvas = true;
        } else if ((name == "VP8 " || name == "VP8L") && !hasCanvas) {
            readFrameSize(name, view, data, header);
        } else if (name == "ICCP") {
            const ByteSpan profile = view.part(data, length);
            header.icc.assign(profile.begin(), profile.end());
        } else if (name == "EXIF") {
            header.exif = view.part(data, length);
            constexpr std::uint32_t kExifInLittleEndian = 0x66697845; // some write "Exif\0\0" first
            if (view.u32(data) == kExifInLittleEndian && header.exif.size() > 6) {
                header.exif = header.exif.subspan(6);
            }
        }
        at = data + length + (length & 1U);
    }
    if (header.width == 0 && !header.whole) {
        return header;
    }
    return header.width > 0 && header.height > 0 ? std::optional(header) : std::nullopt;
}

} // namespace maquette
