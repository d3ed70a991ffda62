// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  HEIC and AVIF through libheif.

#include "core/base/file.h"
#include "core/image/byte_view.h"

#include <opencv2/core.hpp>

namespace maquette {

struct HeifPicture {
    cv::Mat pixels; ///< CV_8U or CV_16U (full range), BGR or BGRA, upright
    Bytes icc;      ///< colour profile, or empty
    Bytes exif;     ///< a TIFF structure, or empty; its orientation is already applied
};

/// Decodes the primary picture.
/// @param name  the file, for messages.
/// @errors  CorruptData, TooLarge (told before anything is decoded), UnsupportedFormat (no decoder
///          for what is inside), OutOfMemory.
[[nodiscard]] Result<HeifPicture> readHeif(ByteSpan bytes, const std::string& name);

} // namespace maquette
