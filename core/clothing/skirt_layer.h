// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Skirts and the lower part of dresses.

#include "core/clothing/layer_scene.h"
#include "core/clothing/skirt_sight.h"

namespace maquette {

inline constexpr const char* kSkirtName = "skirt";

/// The template's skirt between waist and hem: it sits on the body (with its clothed offset) at
/// the waist, is drawn to the outline from the sides and keeps outside hips and legs.
/// @errors  NotConverged, Cancelled.
[[nodiscard]] Result<Layer> makeSkirt(const LayerScene& scene, const SkirtSight& sight,
                                      const Context& ctx);

/// @p offset where a skirt takes its place: hips and legs are drawn in, the waist is left.
/// @param skirt  rest pose.
[[nodiscard]] Eigen::VectorXf offsetUnderSkirt(const LayerInput& input, const Points& skirt,
                                               Eigen::VectorXf offset);

} // namespace maquette
