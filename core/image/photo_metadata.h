// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The two things that are read from EXIF; place, time and device are never looked at.

#include "core/image/byte_view.h"

#include <optional>

namespace maquette {

struct PhotoMetadata {
    int orientation = 1;           ///< 1 … 8 as EXIF numbers them
    std::optional<double> focal35; ///< millimetres, equivalent on 24 x 36 mm by the diagonal
};

/// @param exif    a TIFF structure; damaged or empty gives the defaults.
/// @param width   of the picture as stored, pixels; for pictures that do not say it themselves.
/// @param height  likewise.
[[nodiscard]] PhotoMetadata readPhotoMetadata(ByteSpan exif, double width, double height);

} // namespace maquette
