// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Random everyday clothes.

#include "core/base/random.h"
#include "core/synthesis/garment.h"

#include <vector>

namespace maquette {

struct Outfit {
    std::string description;       ///< e.g. "t-shirt, jeans, sneakers"
    std::vector<Garment> garments; ///< inner first
};

/// Something for the trunk, the legs and usually the feet. Women also wear skirts and dresses.
/// @param random  one person's own: whether the clothes are rare ones depends on its seed.
/// @param wide    three in ten people wear something tight instead, of any colour, often without
///                shoes; some wear coats.
[[nodiscard]] Outfit sampleOutfit(const MacroParameters& macro, Random& random, bool wide = false);

// The pieces, for outfits made by hand.
[[nodiscard]] Garment tShirt(const Cloth& cloth, float looseness, float sleeve, float hemHeight);
[[nodiscard]] Garment longShirt(const Cloth& cloth, float looseness, bool buttons);
[[nodiscard]] Garment trousers(const Cloth& cloth, float looseness, float hem, float waist);
[[nodiscard]] Garment skirt(const Cloth& cloth, float hemHeight, float waist);
[[nodiscard]] Garment jacket(const Cloth& cloth, float looseness);
[[nodiscard]] Garment socks(const Cloth& cloth, float top);
[[nodiscard]] Garment shoes(const Cloth& cloth, float top, bool sneakers);

} // namespace maquette
