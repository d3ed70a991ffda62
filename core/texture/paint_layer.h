// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Textures of hair, skirts and other layers over the body.

#include "core/texture/survey.h"

namespace maquette::texture {

/// The photo on a layer where it shows it, and the layer's own colours carried on harmonically
/// where not: with strands along v for hair, with the weave's grain for cloth. Skin that shows at
/// the layer's rim is left out.
/// @param surface    the view's index of the layer.
/// @param otherwise  BGR, for a layer that the photo does not show at all.
/// @errors  Cancelled.
[[nodiscard]] Result<SurfaceTexture> paintLayer(const Survey& survey, const PosedSurface& layer,
                                                int surface, const Eigen::Vector3f& otherwise,
                                                int size, const Context& ctx);

} // namespace maquette::texture
