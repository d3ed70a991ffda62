// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Names of the default rig's bones for the bones of other rigs.

#include <string>

namespace maquette {

/// The bone of MakeHuman's "default" rig that matches a bone of the rigs game_engine, mixamo and
/// cmu_mb; empty for other rigs and bones.
[[nodiscard]] std::string defaultRigBone(const std::string& rig, const std::string& bone);

} // namespace maquette
