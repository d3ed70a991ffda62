// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What covers each part of the body: skin, hair, upper and lower garment, shoes.

#include "core/texture/diffusion.h"
#include "core/texture/samples.h"
#include "core/texture/texture.h"

#include <cstdint>
#include <vector>

namespace maquette::texture {

enum class Garment : std::uint8_t { Skin, Hair, Upper, Lower, Shoes };
inline constexpr int kGarmentCount = 5;

struct GarmentLabels {
    std::vector<Garment> vertex; ///< [kBodyVertices], the most likely
    VertexValues share;          ///< [kBodyVertices,kGarmentCount], rows sum to 1
    std::vector<bool> neverBare; ///< [kBodyVertices], whatever the photo shows
    bool upperSeen = false;      ///< the photo shows some of it
    bool lowerSeen = false;
    bool shoesSeen = false;
};

/// What is known of the person beside the samples.
struct Wearer {
    bool hasHair = true;
    std::optional<bool> isShod; ///< absent: told by the samples
    bool coversChest = false;   ///< a bare chest gets a top
};

/// Labels the whole body from what the photo shows of it. Unseen parts take the label that reaches
/// them round the limb first (random walker, Grady 2006, with the samples as soft seeds); what
/// nothing reaches is dressed. The pelvis never comes out bare, nor a chest that is to be covered.
[[nodiscard]] GarmentLabels labelGarments(const BodyZones& zones,
                                          const std::vector<Sample>& samples, const Wearer& wearer);

/// As above, from the photo.
/// @errors  InvalidArgument, Cancelled.
[[nodiscard]] Result<GarmentLabels> labelGarments(const TextureInput& input,
                                                  const Context& ctx = {});

} // namespace maquette::texture
