// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Vertex groups of skin regions (lips, ears, nails …) from MPFB's mask images.

#include "core/data/library_files.h"
#include "core/geometry/template_mesh.h"

#include <map>
#include <string>
#include <vector>

namespace maquette {

/// A body vertex belongs to a region when the mask is brighter than half at one of its UVs
/// or of its mirror image's.
/// @return  per mask name, vertex rows in order.
/// @errors  CorruptData naming a mask that cannot be decoded.
[[nodiscard]] Result<std::map<std::string, std::vector<int>>>
skinRegionGroups(const Template& templateMesh, const std::vector<LibraryFiles::Named>& masks);

} // namespace maquette
