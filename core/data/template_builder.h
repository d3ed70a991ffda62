// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Makes the template out of the base mesh.

#include "core/data/base_mesh_reader.h"
#include "core/data/library.h"

namespace maquette {

/// Faces of all template parts with their labels, mirror images, the base mesh's vertex groups
/// and the hash. Genital helpers and joint cubes have no faces; regions stay empty.
/// @errors  CorruptData (naming @p path) when a vertex has no mirror image: hm08 is symmetric to
///          the last digit.
[[nodiscard]] Result<Template> buildTemplate(const BaseMesh& base,
                                             const std::filesystem::path& path);

/// Region of every body vertex by its heaviest bone.
/// @param rig  MakeHuman's default rig.
[[nodiscard]] std::vector<BodyRegion> bodyRegions(const Rig& rig);

} // namespace maquette
