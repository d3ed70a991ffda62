// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A character made of balls: a body that leans in the photo's pose, and a head.

#include "core/character/character.h"
#include "tests/render/simple_meshes.h"

namespace maquette {

/// 1.7 m tall; in the photo's pose it leans 20 degrees to its left.
inline Character stickCharacter() {
    Character character;
    character.skeleton.rigName = "test";
    character.skeleton.bones = {{"root", -1, {0, 0, 0}, {0, 1.4F, 0}},
                                {"head", 0, {0, 1.4F, 0}, {0, 1.7F, 0}}};
    character.photoPose.rotations = {
        Eigen::AngleAxisf(-0.35F, Eigen::Vector3f::UnitZ()).toRotationMatrix(),
        Eigen::Matrix3f::Identity()};
    CharacterMesh body;
    body.name = "body";
    body.mesh = sphere({0, 0.7F, 0}, 0.7F, 24);
    const int trunk = body.mesh.vertexCount();
    const PolygonMesh head = sphere({0, 1.55F, 0}, 0.15F, 24);
    body.mesh.positions.conservativeResize(trunk + head.vertexCount(), Eigen::NoChange);
    body.mesh.positions.bottomRows(head.vertexCount()) = head.positions;
    body.mesh.uvs.conservativeResize(trunk + head.vertexCount(), Eigen::NoChange);
    body.mesh.uvs.bottomRows(head.vertexCount()) = head.uvs;
    for (int c = 0; c < static_cast<int>(head.cornerVertex.size()); ++c) {
        body.mesh.cornerVertex.push_back(head.cornerVertex[c] + trunk);
        body.mesh.cornerUv.push_back(head.cornerUv[c] + trunk);
        if (c % 4 == 3) {
            body.mesh.faceOffsets.push_back(static_cast<int>(body.mesh.cornerVertex.size()));
        }
    }
    body.weights.offsets.push_back(0);
    for (int v = 0; v < body.mesh.vertexCount(); ++v) {
        body.weights.bones.push_back(v < trunk ? 0 : 1);
        body.weights.weights.push_back(1.0F);
        body.weights.offsets.push_back(v + 1);
    }
    body.material = matt(0.55F, 0.35F, 0.25F);
    character.meshes = {body};
    character.photoCamera = orbitCamera({0, 0.8F, 0}, 4.0F, 10.0F, 3.0F, 500.0, 240, 320);
    character.height = 1.7F;
    return character;
}

} // namespace maquette
