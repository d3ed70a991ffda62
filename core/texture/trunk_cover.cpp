// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/trunk_cover.h"

#include <algorithm>
#include <cmath>

namespace maquette::texture {

namespace {

constexpr float kShoulders = 0.76F; ///< BodyZones::height, about the armpits'
constexpr float kStraps = 0.08F;    ///< metres from the middle
constexpr float kHalfWidth = 0.17F; ///< with the shoulders: necklines are narrower

} // namespace

TrunkCover::TrunkCover(const BodyZones& zones, const GarmentEvidence& evidence) {
    for (int v = 0; v < kBodyVertices; ++v) {
        const Zone zone = zones.zone[v];
        const float weight = evidence.weight[v] * (1.0F - smoothStep(0.1F, 0.4F, evidence.hair[v]));
        const float aside = std::abs(zones.rest[v][0]);
        if ((zone == Zone::Torso || zone == Zone::Pelvis) && aside < kHalfWidth) {
            const size_t bin = binOf(zones.height[v]);
            m_weight[bin] += weight;
            m_bare[bin] += weight * evidence.skin[v];
        }
        if (zone == Zone::Torso && zones.height[v] > kShoulders && aside > kStraps) {
            m_shoulderWeight += weight;
            m_shoulderBare += weight * evidence.skin[v];
        }
    }
}

float TrunkCover::at(float height) const {
    float bare = 0.0F;
    for (const auto& [bin, share] : binsAt(height)) {
        bare += share * m_bare[bin] / weightAt(height);
    }
    if (height > kShoulders && m_shoulderWeight > 1.0F) {
        // Behind, cloth goes up to where it lies on the shoulders, whatever the neckline.
        bare = std::min(bare, m_shoulderBare / m_shoulderWeight);
    }
    return smoothStep(0.35F, 0.85F, bare);
}

size_t TrunkCover::binOf(float height) {
    return static_cast<size_t>(std::clamp(static_cast<int>(height * kBins), 0, kBins - 1));
}

std::array<std::pair<size_t, float>, 2> TrunkCover::binsAt(float height) {
    const float place = height * kBins - 0.5F;
    const float share = place - std::floor(place);
    return {std::pair(binOf(height - 0.5F / kBins), 1.0F - share),
            std::pair(binOf(height + 0.5F / kBins), share)};
}

float TrunkCover::weightAt(float height) const {
    float weight = 0.0F;
    for (const auto& [bin, share] : binsAt(height)) {
        weight += share * m_weight[bin];
    }
    return weight;
}

} // namespace maquette::texture
