// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Characters as GLB: Assimp's file, completed.

#include "core/io/export_model.h"

namespace maquette {

/// Assimp writes meshes, skin and materials; here the file gets its images, morph targets and
/// exact bone transforms (Assimp takes a bone within 1 cm of its parent for the parent itself),
/// and its skinned meshes become scene roots, as the specification recommends.
/// @pre  checkCharacter() passed.
/// @errors  Cancelled, Internal, TooLarge, those of makeExportModel.
[[nodiscard]] Result<Bytes> glbBytes(const Character& character, const ExportOptions& options,
                                     const Context& ctx = {});

} // namespace maquette
