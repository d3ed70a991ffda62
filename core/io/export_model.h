// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a file is to hold: the meshes chosen, checked, with unique names and a pose.

#include "core/base/context.h"
#include "core/io/bone_frames.h"
#include "core/io/character_export.h"
#include "core/io/split_mesh.h"
#include "core/io/texture_png.h"

#include <string>
#include <vector>

namespace maquette {

/// The meshes that @p options asks for, the body first: all but the layers that are hidden or
/// not wanted.
[[nodiscard]] std::vector<const CharacterMesh*> exportedMeshes(const Character& character,
                                                               const ExportOptions& options);

/// Finite coordinates, indices in range, weights for every vertex, a bone at least.
/// @errors  InvalidArgument, naming the mesh and what is wrong with it.
[[nodiscard]] Status checkCharacter(const Character& character);

/// The pose asked for, moved up or down so that the lowest vertex of the body is at y = 0.
/// Rest is the empty pose: the character stands on the ground already.
[[nodiscard]] Pose groundedPose(const Character& character, CharacterPose pose);

/// A mesh as skeletal formats hold it.
struct ExportMesh {
    std::string name; ///< no bone and no other mesh has it
    const CharacterMesh* source = nullptr;
    int sourceIndex = 0; ///< row of Character::meshes
    SplitMesh split;
    SkinWeights weights; ///< per row of split: at most 4, no bone twice, sum 1
    int texture = -1;    ///< index into ExportModel::textures.images
};

struct ExportModel {
    std::string name; ///< of the armature; no bone and no mesh has it
    std::vector<std::string> boneNames;
    std::vector<int> boneParents; ///< -1 for roots; parents before children
    BoneFrames rest;              ///< model space
    BoneFrames local;             ///< in the pose asked for, relative to the parent
    std::vector<ExportMesh> meshes;
    EncodedTextures textures;
};

/// @pre  checkCharacter() passed.
/// @errors  InvalidArgument (texture type), Cancelled, Internal.
/// @threading  Polls @p ctx once a texture and once a mesh.
[[nodiscard]] Result<ExportModel>
makeExportModel(const Character& character, const ExportOptions& options, const Context& ctx = {});

} // namespace maquette
