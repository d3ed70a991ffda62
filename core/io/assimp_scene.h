// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  An ExportModel as Assimp's scene, and Assimp's exporters run on it.

#include "core/base/file.h"
#include "core/io/export_model.h"

namespace maquette {

enum class AssimpFormat {
    Glb, ///< triangles, no images: they and the morph targets are added to the file afterwards
    Fbx, ///< polygons kept, images embedded, 1 unit = 1 m
};

/// The file that Assimp writes for the model in its rest pose, in memory.
///
/// Node tree: a root, below it the armature (ExportModel::name) with the bones, and a node for
/// each mesh. Every vertex keeps its row (see splitAtSeams).
/// @errors  Internal, with Assimp's own message.
[[nodiscard]] Result<Bytes> exportWithAssimp(const ExportModel& model, AssimpFormat format);

} // namespace maquette
