// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Skirts and the lower part of dresses.

#include "core/clothing/layer_scene.h"

#include <optional>

namespace maquette {

/// Height of the hem in the rest pose, metres; nothing for people in trousers or shorts, where the
/// legs hide each other and where the skirt ends above the place at which the thighs part: what
/// tells a skirt is cloth between the legs down to where they are bare, or down to the ankles.
[[nodiscard]] std::optional<float> findHem(const LayerScene& scene);

/// The template's skirt down to @p hem, drawn to the outline from the sides.
/// @errors  NotConverged, Cancelled.
[[nodiscard]] Result<Layer> makeSkirt(const LayerScene& scene, float hem, const Context& ctx);

} // namespace maquette
