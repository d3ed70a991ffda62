// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How far trouser legs may stand off before they meet.

#include "core/geometry/template_mesh.h"

namespace maquette {

/// For every body vertex the metres that it may move out along its normal: for vertices of thigh
/// and shin the radius of the ball that touches the surface there and comes up to the other leg
/// (the medial ball), so that legs which both keep to it never meet; infinite elsewhere.
/// @param body     [regions,3] rest or posed, metres.
/// @param normals  [regions,3] unit length.
[[nodiscard]] Eigen::VectorXf roomBetweenLegs(const Template& templateMesh, const Points& body,
                                              const Points& normals);

} // namespace maquette
