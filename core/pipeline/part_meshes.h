// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The meshes that a character has of the template: body, eyes, teeth, tongue, lashes.

#include "core/geometry/template_mesh.h"

#include <string>
#include <vector>

namespace maquette {

/// Some parts of the template in one mesh.
struct PartMesh {
    std::string name;
    PolygonMesh mesh;
    std::vector<int> templateVertex; ///< per vertex: row of the template
};

/// Body vertices keep their rows; unused vertices of other parts are dropped.
/// @param shape  [kTemplateVertices,3]
[[nodiscard]] PartMesh bodyMesh(const Template& base, const Points& shape);

/// "eyes" (both, with the UVs of eyeMaterial()), "teeth", "tongue", "lashes".
/// @param shape  [kTemplateVertices,3] rest pose
[[nodiscard]] std::vector<PartMesh> innerMeshes(const Template& base, const Points& shape);

/// The rows of @p shape that a mesh has.
[[nodiscard]] Points rowsOf(const Points& shape, const std::vector<int>& templateVertex);

} // namespace maquette
