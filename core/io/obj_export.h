// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Characters as Wavefront OBJ with MTL and PNG files.

#include "core/io/export_model.h"

#include <filesystem>

namespace maquette {

/// Writes NAME.obj, NAME.mtl and NAME_<material>.png beside each other, the OBJ last.
///
/// Text with 6 decimals, metres, y up, lowest body vertex at y = 0 when posed. All vertices of a
/// mesh are written in their own order, body first; polygons stay; one object and group a mesh.
/// When writing fails or is cancelled, files that were not there before are removed again.
/// @pre  checkCharacter() passed.
/// @errors  FileUnwritable, Cancelled, InvalidArgument (texture type), Internal.
/// @threading  Polls @p ctx once a texture, a mesh and a file.
[[nodiscard]] Status writeObj(const Character& character, const std::filesystem::path& path,
                              const ExportOptions& options, const Context& ctx = {});

} // namespace maquette
