// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Characters as binary FBX: Assimp's file, made readable and completed.

#include "core/io/export_model.h"

namespace maquette {

/// Assimp writes meshes (polygons kept, vertices in source order), skin, materials and embedded
/// images for the rest pose; here the bones get exact transforms in the pose asked for, the rest
/// pose is recorded as bind pose, and the tree is written again with its end marks (fbx_reemit.h).
/// @pre  checkCharacter() passed.
/// @errors  Cancelled, Internal, those of makeExportModel.
[[nodiscard]] Result<Bytes> fbxBytes(const Character& character, const ExportOptions& options,
                                     const Context& ctx = {});

} // namespace maquette
