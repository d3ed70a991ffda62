// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The memory of the process.

#include <cstdint>

namespace maquette {

/// Keeps large freed blocks for the next use instead of giving them back: networks take and free
/// the same megabytes every step, and fetching them anew costs a quarter of the time. For programs
/// that do nothing else; the process stays as large as it once was. Does nothing where the C
/// library is not glibc.
void keepFreedMemory();

/// Bytes of the process that are in memory now; 0 where the system does not tell.
[[nodiscard]] std::uint64_t residentMemory();

} // namespace maquette
