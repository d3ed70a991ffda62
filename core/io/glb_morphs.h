// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Morph targets of a GLB file, stored sparsely.
///
/// Assimp would hold a full copy of the mesh for each of 52 targets and write them without the
/// bounds that the specification asks for, so they are added to the finished file here.

#include "core/io/export_model.h"
#include "core/io/glb_file.h"

namespace maquette {

/// Adds the morph targets of @p character to the file's meshes, which are those of @p model in
/// the same order: position and normal changes, names in extras.targetNames. A target that moves
/// no vertex of a mesh by more than a micrometre is left out of that mesh.
/// @errors  Cancelled.
/// @threading  Polls @p ctx once a mesh and target.
[[nodiscard]] Status addMorphs(GlbFile& file, const ExportModel& model, const Character& character,
                               const Context& ctx = {});

} // namespace maquette
