// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  From what a generator makes to a character with rig, textures and facial units.

#include "core/character/character.h"
#include "core/data/library.h"
#include "core/mapping/character_generator.h"

#include <optional>

namespace maquette {

struct MadeCharacterOptions {
    std::string name = "character";
    std::string rig = "default";
    int textureSize = 1024;       ///< side of the body's texture, pixels
    std::optional<double> height; ///< metres; absent: as it was made
};

/// In rest pose, which is its photoPose too; hair and clothes are on its texture.
/// @errors  those of Library::rig.
[[nodiscard]] Result<Character> characterOf(const Library& library, const MadeCharacter& made,
                                            const MadeCharacterOptions& options = {});

} // namespace maquette
