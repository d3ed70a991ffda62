// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Whole files in and out, with errors that name the file. Writes are atomic.

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace maquette {

using Bytes = std::vector<std::uint8_t>;

/// Reads a regular file whole.
/// @errors  FileNotFound, FileUnreadable, TooLarge (more than @p limit bytes).
[[nodiscard]] Result<Bytes> readFile(const std::filesystem::path& path,
                                     std::uint64_t limit = std::uint64_t{1} << 31);

/// Writes to a temporary file beside @p path, syncs it, then renames: the old file is whole
/// until the new one is.
/// @errors  FileUnwritable (read-only folder, full disk); the temporary file is removed.
[[nodiscard]] Status writeFile(const std::filesystem::path& path,
                               std::span<const std::uint8_t> bytes);
[[nodiscard]] Status writeFile(const std::filesystem::path& path, const std::string& text);

/// Where set-up puts library and models: MAQUETTE_DATA, else XDG_DATA_HOME/maquette, else
/// ~/.local/share/maquette.
[[nodiscard]] std::filesystem::path dataFolder();

/// Where derived files may be kept: XDG_CACHE_HOME/maquette, else ~/.cache/maquette.
[[nodiscard]] std::filesystem::path cacheFolder();

/// The project's resources: MAQUETTE_RESOURCES, else found from the running program's place
/// (build tree, or ../share/maquette when installed).
[[nodiscard]] std::filesystem::path resourceFolder();

} // namespace maquette
