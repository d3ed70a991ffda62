// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the photo says of each vertex: skin, hair, upper or lower garment.

#include "core/texture/samples.h"

#include <vector>

namespace maquette::texture {

/// What the samples say of each vertex.
struct GarmentEvidence {
    Eigen::VectorXf weight;   ///< sum of sights
    Eigen::VectorXf skin;     ///< mean skin probability
    Eigen::VectorXf hair;     ///< mean hair probability
    Eigen::VectorXf upper;    ///< mean log likelihood of the upper against the lower garment
    float upperWeight = 0.0F; ///< sight of cloth well above the waist
    float lowerWeight = 0.0F; ///< and well below
};

/// Sharpens the samples' skin probabilities by what this person's skin and clothes look like
/// (Bayes, with colour histograms): beige shorts stand apart from tanned legs.
void refineSkin(const BodyZones& zones, std::vector<Sample>& samples);

/// Cloth well above and well below the waist teaches the two garments' colours.
[[nodiscard]] GarmentEvidence gatherEvidence(const BodyZones& zones,
                                             const std::vector<Sample>& samples);

} // namespace maquette::texture
