// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Texts of menus and forms without the mark of their key.

#include <QString>

namespace maquette {

/// "&Open Photos…" -> "Open Photos…".
[[nodiscard]] inline QString withoutMnemonic(QString text) {
    return text.remove(QLatin1Char('&'));
}

} // namespace maquette
