// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a garment looks like where the photo does not show it: its cloth without prints.

#include "core/texture/garments.h"

namespace maquette::texture {

/// Cloth as seen, at view resolution.
struct ClothSight {
    cv::Mat clean;      ///< CV_8UC3: prints, buttons and what lies on the cloth replaced by cloth
    cv::Mat detail;     ///< CV_32FC3: folds and weave, difference to the smooth colour; 0 on prints
    cv::Mat garment;    ///< CV_8UC1: Garment of each pixel, 255 where it is not cloth
    float scale = 1.0F; ///< pixels per crop pixel
};

/// A pixel is cloth where the labelled body shows a garment and its colour keeps to the garment's
/// colours around it (a local mean, reweighted until what differs from it has no say). Folds of
/// the front, through which the back is coloured, make the back look worn; letters, buttons,
/// hands and bags must not show through, so their detail is nought.
[[nodiscard]] ClothSight seeCloth(const View& view, const GarmentLabels& labels,
                                  const cv::Mat& hair);

} // namespace maquette::texture
