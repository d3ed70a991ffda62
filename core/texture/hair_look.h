// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Strands of hair where no photo shows them, and where a hair layer ends in the air.

#include "core/texture/atlas.h"
#include "core/texture/texture.h"

namespace maquette::texture {

/// For a layer whose u runs round the head and v down the strands.
class HairLook {
public:
    HairLook(const PosedSurface& layer, const Atlas& atlas);

    /// Light and dark strands, about -1 … 1, equal on both sides of the seam.
    [[nodiscard]] float grain(const AtlasPoint& point) const;

    /// 0 … 1: opaque but for the tips and the hairline, which end strand by strand, and for places
    /// at the hairline and below the head where the photo shows none.
    /// @param hair  0 … 1, of the photo at the point.
    /// @param seen  0 … 1: how far the photo tells.
    [[nodiscard]] float alpha(const AtlasPoint& point, float hair, float seen) const;

private:
    /// Round the head and down the strand, metres; and metres to the layer's rim.
    struct Place {
        float round = 0.0F;
        float down = 0.0F;
        float toRim = 0.0F;
        float below = 0.0F; ///< metres below the top of the layer
    };
    [[nodiscard]] Place placeOf(const AtlasPoint& point) const;
    [[nodiscard]] float strand(float round, float down, float width, float length, int salt) const;

    const Atlas& m_atlas;
    const Points& m_positions;
    std::vector<float> m_toRim; ///< per vertex, metres along edges
    float m_left = 0.0F;        ///< u of the seam
    float m_top = 0.0F;         ///< v of the crown
    float m_metres = 1.0F;      ///< per unit of u and v
    float m_highest = 0.0F;     ///< y, metres
};

} // namespace maquette::texture
