// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/image_header.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace maquette {
namespace {

bool hasText(ByteSpan bytes, std::size_t at, std::string_view text) {
    return bytes.size() >= at + text.size() &&
           std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

/// ISO base media files name their brands in the first box, 'ftyp'.
bool hasHeifBrand(ByteSpan bytes) {
    if (!hasText(bytes, 4, "ftyp")) {
        return false;
    }
    const ByteView view(bytes, std::endian::big);
    const std::size_t end = std::min<std::size_t>(view.u32(0), bytes.size());
    for (std::size_t at = 8; at + 4 <= end; at += 4) {
        for (const char* brand : {"mif1", "msf1", "heic", "heix", "heim", "heis", "avif", "avis"}) {
            if (at != 12 && hasText(bytes, at, brand)) { // 12: the minor version
                return true;
            }
        }
    }
    return false;
}

} // namespace

std::optional<ImageKind> imageKind(ByteSpan bytes) {
    using namespace std::string_view_literals;
    if (hasText(bytes, 0, "\xFF\xD8\xFF"sv)) {
        return ImageKind::Jpeg;
    }
    if (hasText(bytes, 0, "\x89PNG\r\n\x1A\n"sv)) {
        return ImageKind::Png;
    }
    if (hasText(bytes, 0, "RIFF"sv) && hasText(bytes, 8, "WEBP"sv)) {
        return ImageKind::WebP;
    }
    if (hasText(bytes, 0, "II*\0"sv) || hasText(bytes, 0, "MM\0*"sv)) {
        return ImageKind::Tiff;
    }
    // "BM" alone begins many a text, so the size of the second header must fit, too.
    if (hasText(bytes, 0, "BM"sv)) {
        const std::uint32_t size = ByteView(bytes, std::endian::little).u32(14);
        constexpr std::array<std::uint32_t, 7> kHeaderSizes = {12, 40, 52, 56, 64, 108, 124};
        if (std::find(kHeaderSizes.begin(), kHeaderSizes.end(), size) != kHeaderSizes.end()) {
            return ImageKind::Bmp;
        }
    }
    if (hasHeifBrand(bytes)) {
        return ImageKind::Heif;
    }
    return std::nullopt;
}

const char* imageKindName(ImageKind kind) {
    switch (kind) {
    case ImageKind::Jpeg:
        return "JPEG";
    case ImageKind::Png:
        return "PNG";
    case ImageKind::WebP:
        return "WebP";
    case ImageKind::Tiff:
        return "TIFF";
    case ImageKind::Bmp:
        return "BMP";
    case ImageKind::Heif:
        return "HEIC or AVIF";
    }
    return "picture";
}

std::optional<ImageHeader> readImageHeader(ImageKind kind, ByteSpan bytes) {
    switch (kind) {
    case ImageKind::Jpeg:
        return readJpegHeader(bytes);
    case ImageKind::Png:
        return readPngHeader(bytes);
    case ImageKind::WebP:
        return readWebpHeader(bytes);
    case ImageKind::Tiff:
        return readTiffHeader(bytes);
    case ImageKind::Bmp:
        return readBmpHeader(bytes);
    case ImageKind::Heif:
        break;
    }
    return std::nullopt;
}

} // namespace maquette
