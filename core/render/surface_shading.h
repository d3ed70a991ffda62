// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Light leaving a surface towards the eye, and its way to the screen. Linear RGB.

#include "core/render/scene.h"

namespace maquette {

struct SurfacePoint {
    Eigen::Vector3f albedo;  ///< linear RGB
    Eigen::Vector3f normal;  ///< unit, towards the viewer's side
    Eigen::Vector3f toEye;   ///< unit
    Eigen::Vector3f ambient; ///< light from the surroundings, linear RGB
    float shadow = 1.0F;     ///< lit fraction of the light that casts shadows
    float roughness = 0.8F;
    float metalness = 0.0F;
    float scatter = 0.0F;
    float sheen = 0.0F;
};

/// GGX highlight (Walter et al. 2007, Schlick's Fresnel) over Lambert; scatter wraps the
/// terminator, red furthest, as skin does; sheen brightens grazing angles, as cloth does.
[[nodiscard]] Eigen::Vector3f shadeSurface(const SurfacePoint& point, const Lighting& lighting);

/// Values up to 0.8 stay; above, a soft shoulder that reaches 1.
[[nodiscard]] Eigen::Vector3f toneMap(const Eigen::Vector3f& linear);

} // namespace maquette
