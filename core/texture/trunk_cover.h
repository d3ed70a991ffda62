// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How bare the trunk is at each height.

#include "core/texture/garment_evidence.h"

#include <array>

namespace maquette::texture {

/// From the front or from behind, whichever the photo shows.
class TrunkCover {
public:
    TrunkCover(const BodyZones& zones, const GarmentEvidence& evidence);

    /// Whether enough of the trunk is seen at a height (BodyZones::height).
    [[nodiscard]] bool isKnown(float height) const { return weightAt(height) > 1.0F; }
    /// 0 covered … 1 bare.
    [[nodiscard]] float at(float height) const;

private:
    static constexpr int kBins = 70; ///< of about 25 mm

    static size_t binOf(float height);
    /// The two bins nearest to a height and their shares.
    static std::array<std::pair<size_t, float>, 2> binsAt(float height);
    [[nodiscard]] float weightAt(float height) const;

    std::array<float, kBins> m_weight{};
    std::array<float, kBins> m_bare{};
    float m_shoulderWeight = 0.0F;
    float m_shoulderBare = 0.0F;
};

} // namespace maquette::texture
