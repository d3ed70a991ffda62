// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Which limb a place of the photo belongs to.

#include "core/geometry/camera.h"
#include "core/geometry/template_mesh.h"

#include <opencv2/core.hpp>

namespace maquette {

/// Parts whose outlines may not be taken for each other's.
enum class Limb : uchar { Trunk, Head, LeftArm, RightArm, LeftLeg, RightLeg, None };

[[nodiscard]] Limb limbOf(BodyRegion region);

/// Whether clothes may run from one to the other: the trunk goes with head and legs.
[[nodiscard]] bool areCompatible(Limb a, Limb b);

/// The limb nearest to every pixel, CV_8UC1 of Limb and the camera's size; all None where the body
/// is out of the picture.
/// @param body       [regions,3] posed, model space.
/// @param triangles  of the body.
[[nodiscard]] cv::Mat limbMap(const Template& templateMesh, const Points& body,
                              const Triangles& triangles, const Camera& camera);

} // namespace maquette
