// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  MakeHuman's base.obj: positions, UVs and grouped quads.

#include "core/base/result.h"
#include "core/geometry/mesh.h"

#include <filesystem>
#include <string>
#include <vector>

namespace maquette {

/// The file as it stands, in metres; helpers, joint cubes and all.
struct BaseMesh {
    PolygonMesh mesh;                ///< kTemplateVertices rows
    std::vector<std::string> groups; ///< distinct group names in file order
    std::vector<int> faceGroup;      ///< per face: index into groups
};

/// @errors  MissingData, FileUnreadable, CorruptData (naming file and line, or what is not as in
///          MakeHuman's base mesh hm08).
[[nodiscard]] Result<BaseMesh> readBaseMesh(const std::filesystem::path& path);

} // namespace maquette
