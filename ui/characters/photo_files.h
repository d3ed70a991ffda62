// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Photo files on disk: which there are, and how they look small. Runs on a worker.

#include "ui/engine/engine_services.h"

#include <QImage>
#include <QStringList>

namespace maquette {

inline constexpr int kMaximumPhotos = 500; ///< taken from one drop; more is surely a mistake
inline constexpr int kThumbnailSide = 256; ///< pixels, longer side

/// File name patterns of what decodePhoto reads, e.g. "*.jpg".
[[nodiscard]] QStringList photoPatterns();
[[nodiscard]] bool looksLikePhoto(const QString& fileName);

/// Files as they are; folders become the photos in them (one level), by name.
/// Files that do not look like photos are kept: content tells, and the error names them.
/// @threading  Reentrant. Polls @p ctx once a file.
[[nodiscard]] QStringList collectPhotos(const QStringList& filesAndFolders,
                                        const Context& ctx = {});

/// @errors  those of EngineServices::decodePhoto.
/// @threading  Reentrant. Up to 0.3 s for a large photo.
[[nodiscard]] Result<QImage> loadThumbnail(const EngineServices& services,
                                           const std::filesystem::path& path,
                                           const Context& ctx = {});

} // namespace maquette
