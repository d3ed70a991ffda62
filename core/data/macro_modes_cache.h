// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Macro modes that are made once a library.

#include "core/data/macro_modes.h"

namespace maquette {

/// makeMacroModes, but for the usual options those that were kept in cacheFolder(), bit by bit the
/// same, when the library is still what they were made of.
/// @errors  those of makeMacroModes.
[[nodiscard]] Result<MacroModes> macroModes(const Library& library,
                                            const ShapeBasisOptions& options);

} // namespace maquette
