// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The binary copy of what takes long to read out of a library.

#include "core/data/library.h"

#include <optional>

namespace maquette {

struct LibraryCache {
    std::map<std::string, Target> targets; ///< with "faceunits/…"
    std::map<std::string, std::vector<int>> skinRegions;
    std::vector<BodyRegion> regions;
};

/// Where the copy of @p folder is kept.
[[nodiscard]] std::filesystem::path libraryCachePath(const std::filesystem::path& folder);

/// Nothing when there is no copy, when it was made of other files (@p fingerprint) or by another
/// version, and when a single byte of it is not as written.
[[nodiscard]] std::optional<LibraryCache> readLibraryCache(const std::filesystem::path& path,
                                                           std::uint64_t fingerprint);

/// @errors  FileUnwritable.
[[nodiscard]] Status writeLibraryCache(const std::filesystem::path& path, std::uint64_t fingerprint,
                                       const LibraryCache& cache);

} // namespace maquette
