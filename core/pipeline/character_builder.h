// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Assembles the character: meshes on the ground, rig, pose, morphs, materials, camera.

#include "core/character/character.h"
#include "core/data/library.h"
#include "core/pipeline/clothe.h"
#include "core/texture/texture.h"

#include <optional>

namespace maquette {

/// What a character is made of. Everything is borrowed for the call.
struct CharacterParts {
    const Library& library;
    const FitResult& fit;
    const DressedFit& dressed;
    const TextureSet& textures;
    std::shared_ptr<const Rig> rig; ///< the rig of the character
    std::string name;
    std::optional<double> height; ///< metres, of the finished body; absent: as fitted
};

/// Rest-pose meshes with feet at y = 0 (body, eyes, teeth, tongue, lashes, layers), weights of the
/// rig limited to 4, the photo's pose carried over to it, facial units as morphs, and the photo's
/// camera moved along.
[[nodiscard]] Character buildCharacter(const CharacterParts& parts);

} // namespace maquette
