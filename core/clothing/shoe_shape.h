// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Feet as shoes show them: without toes.

#include "core/geometry/template_mesh.h"

namespace maquette {

/// @p shape (rest pose, at least the body's rows, feet on the floor) with its toes under a cap, a
/// superellipsoid before the ball of the foot onto which all of their surface is unfolded, and the
/// rest of the feet smoothed. The ankles blend over; the rest stays. For people whose photo shows
/// them shod.
[[nodiscard]] Points shoeShape(const Template& templateMesh, const Points& shape);

} // namespace maquette
