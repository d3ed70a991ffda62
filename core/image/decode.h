// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Photo files to upright sRGB pixels.

#include "core/base/context.h"
#include "core/image/subject.h"

namespace maquette {

/// Decodes JPEG, PNG, WebP, TIFF, BMP, HEIC and AVIF, 8 and 16 bit, with alpha; applies EXIF
/// orientation and the embedded colour profile (to sRGB). The kind is told by content, not by
/// the file name.
/// @errors  FileNotFound, FileUnreadable, UnsupportedFormat, CorruptData, TooLarge (more than
///          100 megapixels or 1 GiB), Cancelled. Every message names the file.
/// @threading  Reentrant. Polls @p ctx before and after decoding.
[[nodiscard]] Result<Photo> decodePhoto(const std::filesystem::path& path, const Context& ctx = {});

} // namespace maquette
