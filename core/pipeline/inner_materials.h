// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How the parts look that the photo hardly shows: eyes, teeth, tongue, lashes.

#include "core/character/character.h"

namespace maquette {

/// White, iris and pupil for eyes with the UVs of projectEye().
/// @param iris  BGR, sRGB.
[[nodiscard]] Material eyeMaterial(const cv::Vec3b& iris);
[[nodiscard]] Material teethMaterial();
[[nodiscard]] Material tongueMaterial();
/// @param hair  BGR, sRGB; lashes are a darker shade of it.
[[nodiscard]] Material lashMaterial(const cv::Vec3b& hair);

/// Gives an eyeball in rest pose the UVs of eyeMaterial(): the angle from its front is the
/// distance from the texture's middle (azimuthal equidistant), so that both eyes share a texture.
/// @param mesh  one eye; cornerUv becomes cornerVertex.
void projectEye(PolygonMesh& mesh);

} // namespace maquette
