// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Stage "clothe": the fitted body with what it wears.

#include "core/base/context.h"
#include "core/clothing/layer.h"
#include "core/fit/fit.h"
#include "core/texture/hair_map.h"

namespace maquette {

/// The fitted shapes with clothed offset and layers, still in the library's frame.
struct DressedFit {
    Points restShape;  ///< [kTemplateVertices,3] rest pose, neutral face
    Points photoShape; ///< [kTemplateVertices,3] rest pose, the photo's expression
    std::vector<Layer> layers;
    std::optional<texture::HairSight> hair; ///< of the photo's size; absent without a mask
    std::optional<bool> isShod;             ///< the photo shows no bare feet; absent likewise
    double iou = 0; ///< outline in the photo's pose against the mask; 0 without a mask

    /// photoShape in the photo's pose, [kTemplateVertices,3].
    [[nodiscard]] Points posedShape(const FitResult& fit) const;
};

/// @param subject   with a person; without a mask nothing is put on.
/// @param bodyOnly  the shapes stay as they were fitted.
/// @errors  those of clothedOffset and makeLayers.
[[nodiscard]] Result<DressedFit> clotheBody(const Template& base, const FitResult& fit,
                                            const Subject& subject, bool bodyOnly,
                                            const Context& ctx = {});

} // namespace maquette
