// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Where a photo shows hair or what covers it.

#include "core/texture/visibility.h"

namespace maquette::texture {

struct HairSight {
    cv::Mat probability;  ///< CV_8UC1 of the crop's size
    cv::Vec3b color;      ///< BGR; dark brown where there is no hair
    bool found = false;   ///< false for shaven heads and heads out of the picture
    bool covered = false; ///< most of the scalp is of another colour than the hair: a hat
};

/// On the scalp whatever is not skin counts as hair (a hat too: it goes on round the head). From
/// there hair is followed down over neck, shoulders and chest through what has its colours, unless
/// the chest has them too: dark clothes would pass for dark hair. Then only what is near a hair
/// layer counts.
/// @param hairLayers  indices of the view's surfaces that are hair.
[[nodiscard]] HairSight seeHair(const View& view, const BodyZones& zones,
                                const std::vector<int>& hairLayers);

} // namespace maquette::texture
