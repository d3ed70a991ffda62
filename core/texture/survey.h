// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Everything found out about photo and body before the first texel is coloured.

#include "core/texture/garments.h"
#include "core/texture/hair_map.h"
#include "core/texture/texture.h"

#include <memory>

namespace maquette::texture {

struct Survey {
    std::shared_ptr<const Atlas> atlas; ///< of the body
    std::shared_ptr<const BodyZones> zones;
    PhotoCrop crop;
    std::unique_ptr<View> view; ///< surfaces: the body, then the layers, then what only hides
    HairSight hair;
    std::vector<Sample> samples; ///< of the body
    GarmentLabels labels;
    bool hasHairLayer = false;
};

/// @errors  InvalidArgument, Cancelled.
[[nodiscard]] Result<std::unique_ptr<Survey>> surveyPhoto(const TextureInput& input, int atlasSize,
                                                          const Context& ctx);

} // namespace maquette::texture
