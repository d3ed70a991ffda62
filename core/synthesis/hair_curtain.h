// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The part of long hair that hangs: a bell round the head, open at the face.

#include "core/synthesis/hair_style.h"

namespace maquette {

struct CurtainFrame {
    Eigen::Vector3f center;  ///< of the head, model space
    Eigen::Vector3f forward; ///< unit, horizontal
    float top = 0.0F;        ///< y where the curtain leaves the scalp
    float bottom = 0.0F;     ///< y of the tips
};

/// @param inside  points [N,3] that the curtain must stay outside of.
[[nodiscard]] PolygonMesh makeCurtain(const HairStyle& style, const CurtainFrame& frame,
                                      const Points& inside);

/// CV_8UC4.
/// @param height  of the curtain, metres.
/// @param size    pixels a side.
[[nodiscard]] cv::Mat paintCurtain(const HairStyle& style, const SkinLook& look, float height,
                                   int size);

/// Colour of a strand; @p across tells strands apart, @p along runs down them, both in strands.
[[nodiscard]] Tint strandColor(const SkinLook& look, float across, float along, std::uint32_t seed);

} // namespace maquette
