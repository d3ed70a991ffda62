// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The hair's surface before it meets the photo: strands from the crown to their tips.

#include "core/clothing/hair_reading.h"

namespace maquette {

/// One strand per meridian.
struct HairStrands {
    int capRows = 0;  ///< points on the head, the crown not counted
    int hangRows = 0; ///< most points below it of any strand; 0 for short hair
    Points points;    ///< [kMeridians * rows()] rest pose, metres, from the crown down
    std::vector<int> templateVertex; ///< per point
    std::vector<float> depth;        ///< per point: metres that it lies over skin or cloth
    std::vector<float> toEnd;        ///< per point: metres along the strand to where hair ends
    std::vector<int> length;         ///< per meridian: its points; those beyond are unused

    [[nodiscard]] int rows() const { return capRows + hangRows; }
    [[nodiscard]] bool hangs(int meridian) const {
        return length[(meridian + kMeridians) % kMeridians] > capRows;
    }
    /// @param row  0 … rows()-1; rows from capRows on hang, at equal distances from the cap.
    [[nodiscard]] int index(int meridian, int row) const {
        return (meridian + kMeridians) % kMeridians * rows() + row;
    }
};

/// @param rest  [kTemplateVertices,3] the body; hair starts from it.
/// @param worn  the same with its clothes: hair hangs outside of it.
[[nodiscard]] HairStrands makeStrands(const LayerInput& input, const HeadMeridians& meridians,
                                      const HairReading& reading, const Points& worn);

} // namespace maquette
