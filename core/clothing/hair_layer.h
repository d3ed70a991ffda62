// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Hair, and hats as a volume of the same kind: a shell from the crown to the hairline, and
///        below the ears what hangs from it.

#include "core/clothing/layer_scene.h"

#include <optional>

namespace maquette {

inline constexpr const char* kHairName = "hair";

/// Quads along strands, drawn to the outline of the hair in the photo; nothing for bald heads.
/// u runs round the head with its seam behind, v down the strands, both in metres.
/// @errors  NotConverged, Cancelled.
[[nodiscard]] Result<std::optional<Layer>> makeHair(const LayerScene& scene, const Context& ctx);

/// Takes the clothed offset from the skull under a hair layer, and a little more.
void drawInUnderHair(const LayerInput& input, const Layer& hair, Eigen::VectorXf& offset);

} // namespace maquette
