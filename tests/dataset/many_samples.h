// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A dataset of 100,000 samples with small pictures, to measure with.

#include <cstdint>
#include <filesystem>

namespace maquette::test {

inline constexpr std::int64_t kManySamples = 100000;
inline constexpr int kManyEach = 10;        ///< of every identity
inline constexpr int kManyPictureSide = 16; ///< pixels

/// The folder; made at the first call, removed when the program ends. Ends the program with a
/// message when it cannot be made.
[[nodiscard]] const std::filesystem::path& manySamples();

} // namespace maquette::test
