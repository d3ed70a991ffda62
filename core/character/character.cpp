// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/character/character.h"

namespace maquette {

Points posedPositions(const Character& character, const CharacterMesh& mesh, CharacterPose pose) {
    if (pose == CharacterPose::Rest) {
        return mesh.mesh.positions;
    }
    return skin(mesh.mesh.positions, mesh.weights,
                boneTransforms(character.skeleton, character.photoPose));
}

} // namespace maquette
