// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/image_header.h"

#include <zlib.h>

#include <algorithm>

namespace maquette {
namespace {

constexpr std::uint32_t tag(const char (&name)[5]) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) {
        value = value << 8U | static_cast<std::uint8_t>(name[i]);
    }
    return value;
}

/// @return  empty when @p packed is damaged or longer than any sensible profile.
Bytes inflated(ByteSpan packed) {
    constexpr uLongf kMost = 4U << 20U;
    Bytes result(kMost);
    uLongf size = kMost;
    if (uncompress(result.data(), &size, packed.data(), static_cast<uLong>(packed.size())) !=
        Z_OK) {
        return {};
    }
    result.resize(size);
    return result;
}

/// An iCCP chunk holds a name, a zero, the method and the packed profile.
Bytes profileOf(ByteSpan chunk) {
    const auto zero = std::find(chunk.begin(), chunk.end(), std::uint8_t{0});
    const auto at = static_cast<std::size_t>(zero - chunk.begin()) + 2;
    return at < chunk.size() ? inflated(chunk.subspan(at)) : Bytes();
}

} // namespace

std::optional<ImageHeader> readPngHeader(ByteSpan bytes) {
    constexpr std::size_t kSignature = 8;
    constexpr std::size_t kChunkFrame = 12; // length, name, check sum
    const ByteView view(bytes, std::endian::big);
    ImageHeader header;
    header.whole = false;
    for (std::size_t at = kSignature; at + kChunkFrame <= bytes.size();) {
        const std::size_t length = view.u32(at);
        const std::uint32_t name = view.u32(at + 4);
        const ByteSpan chunk = view.part(at + 8, length);
        if (chunk.size() < length) {
            break;
        }
        if (name == tag("IHDR")) {
            header.width = view.u32(at + 8);
            header.height = view.u32(at + 12);
        } else if (name == tag("iCCP")) {
            header.icc = profileOf(chunk);
        } else if (name == tag("eXIf")) {
            header.exif = chunk;
        } else if (name == tag("IEND")) {
            header.whole = true;
            break;
        }
        at += kChunkFrame + length;
    }
    if (header.width == 0 && !header.whole) {
        return header; // cut short within the header
    }
    return header.width > 0 && header.height > 0 ? std::optional(header) : std::nullopt;
}

} // namespace maquette
