// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Text files of the library, plain or gzipped, and the errors they give.

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace maquette {

/// Reads a text file; one that ends in .gz is unpacked.
/// @errors  MissingData, FileUnreadable, CorruptData (broken or cut gzip stream, or more than
///          64 MB of text); each names the file.
[[nodiscard]] Result<std::string> readLibraryText(const std::filesystem::path& path);

/// CorruptData: "<file> is damaged: <what>." with the advice to run set-up again.
[[nodiscard]] tl::unexpected<Error> damagedLibraryFile(const std::filesystem::path& path,
                                                       const std::string& what);

/// MissingData: "<file> is missing from the character library." with the same advice.
[[nodiscard]] tl::unexpected<Error> missingLibraryFile(const std::filesystem::path& path);

} // namespace maquette
