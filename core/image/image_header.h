// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a picture file says of itself before any pixel is decoded.

#include "core/base/file.h"
#include "core/image/byte_view.h"

#include <optional>

namespace maquette {

enum class ImageKind { Jpeg, Png, WebP, Tiff, Bmp, Heif };

/// The kind by the first bytes; HEIC and AVIF are both Heif.
[[nodiscard]] std::optional<ImageKind> imageKind(ByteSpan bytes);

/// "JPEG" …
[[nodiscard]] const char* imageKindName(ImageKind kind);

struct ImageHeader {
    std::int64_t width = 0;        ///< pixels, as stored
    std::int64_t height = 0;       ///< pixels, as stored
    bool whole = true;             ///< false: the end of the picture's data is missing
    bool decodable = true;         ///< false: a variety that the decoder cannot read
    bool premultiplied = false;    ///< the decoder will give colours multiplied by alpha
    ByteSpan exif;                 ///< a TIFF structure inside the file's bytes, or empty
    Bytes icc;                     ///< the embedded colour profile, or empty
    std::size_t orientationAt = 0; ///< Tiff: where the orientation's value is stored, or 0
};

/// Walks through the file's blocks; touches no compressed pixels but those of JPEG, in which it
/// looks for the end mark.
/// @return  nothing when the header itself is damaged. Not for Heif, which libheif reads.
[[nodiscard]] std::optional<ImageHeader> readImageHeader(ImageKind kind, ByteSpan bytes);

// One for each kind; same contract.
[[nodiscard]] std::optional<ImageHeader> readJpegHeader(ByteSpan bytes);
[[nodiscard]] std::optional<ImageHeader> readPngHeader(ByteSpan bytes);
[[nodiscard]] std::optional<ImageHeader> readWebpHeader(ByteSpan bytes);
[[nodiscard]] std::optional<ImageHeader> readTiffHeader(ByteSpan bytes);
[[nodiscard]] std::optional<ImageHeader> readBmpHeader(ByteSpan bytes);

} // namespace maquette
