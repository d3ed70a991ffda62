// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A skeleton as solid bones for the viewport.

#include "core/viewport/viewport_character.h"

namespace maquette {

/// Every bone as a slim octahedron from head to tail and a ball at its head, in rest and photo
/// pose. Sizes follow the bone's length, so that fingers stay readable.
[[nodiscard]] PosedPolyData makeBones(const Skeleton& skeleton, const Pose& photoPose);

} // namespace maquette
