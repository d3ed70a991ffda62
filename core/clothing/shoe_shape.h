// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Feet as shoes and socks show them: without toes.

#include "core/geometry/template_mesh.h"

namespace maquette {

/// @p shape (rest pose, at least the body's rows) with its feet smoothed; the rest stays. The
/// ankles blend over. For people whose photo shows them shod.
[[nodiscard]] Points shoeShape(const Template& templateMesh, const Points& shape);

} // namespace maquette
