// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Names that no two things in a file share.

#include <set>
#include <string>

namespace maquette {

/// @p name with bytes that are not UTF-8 replaced by U+FFFD: names may come from file names, and
/// no reader takes JSON with broken text.
[[nodiscard]] std::string validUtf8(const std::string& name);

class UniqueNames {
public:
    /// validUtf8(wanted), with _2, _3 … added when it is taken; empty becomes "unnamed".
    std::string claim(const std::string& wanted);

private:
    std::set<std::string> m_taken;
};

} // namespace maquette
