// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Stage "texture": the photo's colours on the character's surfaces.

#include "core/pipeline/clothe.h"
#include "core/texture/texture.h"

namespace maquette {

/// @errors  those of makeTextures.
[[nodiscard]] Result<TextureSet> textureCharacter(const Template& base, const Subject& subject,
                                                  const FitResult& fit, const DressedFit& dressed,
                                                  const TextureOptions& options,
                                                  const Context& ctx = {});

} // namespace maquette
