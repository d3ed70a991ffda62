// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Texture coordinates of a layer in a texture of its own.

#include "core/geometry/mesh.h"

namespace maquette {

/// The mesh with its UV charts packed into the unit square, each at the size of its surface, so
/// that a layer cut out of the template's atlas uses the whole of its own texture at an even
/// density. Charts are neither turned nor mirrored: strands keep running along v.
/// @param mesh  rest pose, with UVs; one without is returned as it is.
[[nodiscard]] PolygonMesh withOwnUvs(const PolygonMesh& mesh);

} // namespace maquette
