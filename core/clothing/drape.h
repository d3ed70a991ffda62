// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The body's relief as cloth shows it: small forms go, hollows are bridged.

#include "core/clothing/cloth_cover.h"

namespace maquette {

/// @p shape (rest pose, at least the body's rows) smoothed where it is dressed: Taubin's filter
/// (A signal processing approach to fair surface design, 1995) along the normals takes what is
/// finer than cloth shows and keeps the volume, then hollows are filled outwards. Feet, head and
/// hands stay.
[[nodiscard]] Points drapeCloth(const Template& templateMesh, const Points& shape,
                                const ClothCover& cover);

} // namespace maquette
