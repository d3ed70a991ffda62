// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a sitting person sits on.

#include "core/base/random.h"
#include "core/geometry/mesh.h"
#include "core/render/scene.h"

#include <Eigen/Geometry>

namespace maquette {

/// A block from the floor to the lowest point of the bottom.
/// @param posed  body, model space, metres. @param hips  [2,3] heads of the thighs.
[[nodiscard]] Eigen::AlignedBox3f seatUnder(const Points& posed, const Points& hips);

/// Paints the block into a background: people hide most of what they sit on.
void paintSeat(Background& background, const Camera& camera, const Eigen::AlignedBox3f& seat,
               Random& random);

} // namespace maquette
