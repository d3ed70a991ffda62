// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a photo says of a person's hair: hairline, and how long it hangs where.

#include "core/clothing/head_meridians.h"
#include "core/clothing/layer_scene.h"

#include <array>
#include <optional>

namespace maquette {

/// Hair of one side of the head, below the ears.
struct HangingHair {
    bool hangs = false;
    bool inFront = false; ///< over the chest
    float length = 0.0F;  ///< metres below the middle of the ears
};

struct HairReading {
    std::vector<float> end;           ///< per meridian: the step at which the hair of the head ends
    std::array<HangingHair, 2> sides; ///< the person's left, right
    std::array<int, 2> edge{};        ///< meridians from the face to where hair begins to hang
    float back = 0.0F; ///< metres below the ears that it hangs behind; 0: it does not
};

/// Nothing for bald heads and where the photo does not show the head.
[[nodiscard]] std::optional<HairReading> readHair(const LayerScene& scene,
                                                  const HeadMeridians& meridians);

} // namespace maquette
