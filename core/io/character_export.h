// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Characters to files: GLB, FBX, OBJ. Assimp is hidden in the implementation.

#include "core/base/context.h"
#include "core/character/character.h"

#include <filesystem>

namespace maquette {

enum class ExportFormat { Glb, Fbx, Obj };

struct ExportOptions {
    CharacterPose pose = CharacterPose::Rest; ///< Photo bakes the pose into the node transforms
                                              ///< (GLB, FBX: bones posed) or vertices (OBJ)
    bool layers = true; ///< false: body and its inner parts only; hidden layers are left out anyway
    bool morphs = true; ///< facial units as named morph targets (GLB)
};

/// From the file name's ending.
/// @errors  UnsupportedFormat, naming the endings there are.
[[nodiscard]] Result<ExportFormat> exportFormatFor(const std::filesystem::path& path);

/// Writes the character; the old file stays whole until the new one is. OBJ writes its MTL and
/// PNGs beside it; GLB and FBX embed everything.
/// OBJ keeps the template's vertex order: the first kBodyVertices "v" lines are the body.
/// @errors  UnsupportedFormat, InvalidArgument (a damaged character), FileUnwritable, Cancelled,
///          OutOfMemory, Internal (Assimp's own message).
/// @threading  Polls @p ctx between steps of at most about 0.3 s.
[[nodiscard]] Status exportCharacter(const Character& character, const std::filesystem::path& path,
                                     const ExportOptions& options = {}, const Context& ctx = {});

} // namespace maquette
