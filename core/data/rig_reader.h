// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Rigs and skin weights: MPFB's rig.*.json, MakeHuman's .mhskel.

#include "core/data/library.h"
#include "core/data/library_files.h"

namespace maquette {

/// Reads one rig. Bones come parents first; vertices without weight follow the root; weights of
/// bones that the rig lacks go to their nearest ancestor in it; rows are scaled to sum to 1.
/// @param groups  vertex groups of the template, for bones anchored at joint cubes.
/// @errors  MissingData, CorruptData (naming the file and the bone).
[[nodiscard]] Result<Rig> readRig(const LibraryFiles& files, const LibraryFiles::RigFiles& rig,
                                  const std::map<std::string, std::vector<int>>& groups);

} // namespace maquette
