// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Where a photo shows hair or what covers it.

#include "core/image/subject.h"

namespace maquette::texture {

/// A photo and what of the body is where in it; all images have one size, areas are CV_8UC1 of 0
/// and 255.
struct HairPhoto {
    cv::Mat pixels;  ///< CV_8UC3 BGR
    cv::Mat skin;    ///< CV_8UC1, probability of bare skin
    cv::Mat inside;  ///< the person, without its soft rim
    cv::Mat scalp;   ///< where hair may grow
    cv::Mat temple;  ///< where the hairline runs
    cv::Mat face;    ///< face and ears
    cv::Mat beside;  ///< off the body and nearest to face or neck: within the person it is hair
    cv::Mat chest;   ///< torso well above the waist
    cv::Mat lower;   ///< pelvis and legs, where no hair is looked for
    cv::Mat offBody; ///< no part of the body
    float pixelsPerMetre = 0.0F; ///< at the person's distance
};

struct HairSight {
    cv::Mat probability;  ///< CV_8UC1
    cv::Vec3b color;      ///< BGR; dark brown where there is no hair
    bool found = false;   ///< false for shaven heads and heads out of the picture
    bool covered = false; ///< most of the scalp is of another colour than the hair: a hat
};

/// On the scalp whatever is not skin counts as hair (a hat too: it goes on round the head). From
/// there hair is followed down over neck, shoulders and chest through what has its colours, unless
/// the chest has them too: dark clothes would pass for dark hair.
[[nodiscard]] HairSight seeHair(const HairPhoto& photo);

} // namespace maquette::texture
