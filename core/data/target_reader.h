// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  MakeHuman target files: lines of "vertex dx dy dz", decimetres.

#include "core/data/library.h"

#include <filesystem>

namespace maquette {

/// Metres in one unit of MakeHuman's files.
inline constexpr double kMetresPerDecimetre = 0.1;

/// Reads a .target or .target.gz file.
/// @param mayBeEmpty  MakeHuman's neutral macro targets hold no line; any other empty file has
///                    been cut.
/// @errors  MissingData, FileUnreadable, CorruptData (naming file and line).
[[nodiscard]] Result<Target> readTarget(const std::filesystem::path& path, bool mayBeEmpty);

} // namespace maquette
