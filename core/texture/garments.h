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
    bool upperSeen = false;      ///< the photo shows some of it
    bool lowerSeen = false;
    bool shoesSeen = false;
};

/// Sharpens the samples' skin probabilities by what this person's skin and clothes look like
/// (Bayes, with colour histograms): beige shorts stand apart from tanned legs.
void refineSkin(const BodyZones& zones, std::vector<Sample>& samples);

/// Labels the whole body from what the photo shows of it. Unseen parts take the label that reaches
/// them round the limb first (random walker, Grady 2006, with the samples as soft seeds); what
/// nothing reaches is dressed: the pelvis never comes out bare unless it is seen bare.
[[nodiscard]] GarmentLabels labelGarments(const BodyZones& zones,
                                          const std::vector<Sample>& samples, bool hasHair);

/// As above, from the photo.
/// @errors  InvalidArgument, Cancelled.
[[nodiscard]] Result<GarmentLabels> labelGarments(const TextureInput& input,
                                                  const Context& ctx = {});

} // namespace maquette::texture
