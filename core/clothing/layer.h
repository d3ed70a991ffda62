// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A mesh of its own that hangs on the body.

#include "core/geometry/mesh.h"

#include <string>
#include <vector>

namespace maquette {

struct Layer {
    std::string name;                ///< "skirt"
    PolygonMesh rest;                ///< rest pose, metres; UVs of the template
    Points posed;                    ///< rest in the photo's pose
    std::vector<int> templateVertex; ///< per vertex: row of the template whose skin weights it has
};

} // namespace maquette
