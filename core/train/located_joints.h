// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Which of a rig's joints are looked for in pictures.

#include "core/data/library.h"
#include "core/nn/joint_features.h"

namespace maquette {

/// Those of the body, hands and feet that a picture of a whole person may show: not the face's,
/// which move with its expression, and not every joint of every finger and toe.
[[nodiscard]] std::vector<LocatedJoint> locatedJoints(const Rig& rig);

} // namespace maquette
