// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Hashes in words.

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>

namespace maquette {

/// Sixteen hexadecimal digits.
[[nodiscard]] inline std::string hexText(std::uint64_t value) {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(value));
    return text.data();
}

} // namespace maquette
