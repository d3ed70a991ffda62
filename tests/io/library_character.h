// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A character of the real library, for tests at full size.

#include "core/base/result.h"
#include "core/character/character.h"

#include <string>

namespace maquette::test {

/// The default shape in a dark suit (the tights as a layer), with eyes, teeth, tongue, lashes, the
/// rig, all facial units and a walking photo pose. The body's texture is skin with grain.
/// @errors  MissingData where the library is not installed.
[[nodiscard]] Result<Character> makeLibraryCharacter(const std::string& rig,
                                                     int textureSize = 2048);

} // namespace maquette::test
