// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Times and sizes as one says them.

#include <QString>

namespace maquette {

/// "about 5 seconds", "about 12 minutes", "about 3 hours".
[[nodiscard]] QString durationText(double seconds);
/// "450 MB", "1.4 GB".
[[nodiscard]] QString sizeText(double bytes);

} // namespace maquette
