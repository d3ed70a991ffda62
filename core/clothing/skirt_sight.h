// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Whether a photo shows a skirt, and from where to where it reaches.

#include "core/clothing/layer_scene.h"

#include <optional>

namespace maquette {

struct SkirtSight {
    float hem = 0.0F;           ///< rest pose, metres
    std::optional<float> waist; ///< where the trunk is bare above it; else the template's
};

/// What the photo says for and against a skirt. Places along the legs: 0 hip, 1 knee, 2 ankle.
struct SkirtSigns {
    int filled = 0;      ///< steps (40 a bone) at which cloth is in the gap between the bare legs
    int open = 0;        ///< steps above the hem at which there is none
    float lastCloth = 0; ///< where cloth was last seen between the legs
    float bareLeft = 2;  ///< where the skin begins that goes on down the shin; 2 = nowhere
    float bareRight = 2;
    float crease = 0;   ///< edge that runs down between the legs, against the cloth's other edges
    float standOff = 0; ///< metres that cloth reaches beyond the shins' bones
};

[[nodiscard]] SkirtSigns skirtSigns(const LayerScene& scene);

/// Nothing for people in trousers or shorts. What tells a skirt is cloth in the gap between the
/// legs; where there is no gap, or where wide trousers fill it, that no crease runs down between
/// them.
[[nodiscard]] std::optional<SkirtSight> findSkirt(const LayerScene& scene);

} // namespace maquette
