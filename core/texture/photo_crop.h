// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The part of a photo that shows the person, at the size texture works in.

#include "core/geometry/camera.h"
#include "core/image/subject.h"

namespace maquette::texture {

/// All images have the same size, the crop's; its longer side is at most kCropSide.
struct PhotoCrop {
    Camera camera;        ///< maps model space onto the crop
    cv::Rect box;         ///< pixels of the photo
    cv::Mat pixels;       ///< CV_8UC3 BGR; outside the person the nearest colour of the person
    cv::Mat inside;       ///< CV_8UC1, 0 or 255: the person, without its soft rim
    cv::Mat outside;      ///< CV_32FC1: distance to `inside`, pixels; 0 on it
    cv::Mat skin;         ///< CV_8UC1: probability of bare skin, extended like the colours
    cv::Mat hands;        ///< CV_8UC1, 255 where a hand or what it holds may be
    cv::Mat stray;        ///< CV_8UC1: probability, by colour, of background within the mask
    float erosion = 0.0F; ///< how far `inside` lies within the mask, pixels
    float pixelsPerMetre = 0.0F;  ///< at the person's distance
    float enlarged = 1.0F;        ///< crop pixels per photo pixel, at least 1
    std::optional<Person> person; ///< landmarks in pixels of the crop
    bool hasMask = false;
};

inline constexpr int kCropSide = 2000;

/// @param posed      the body as the camera sees it, [V,3], model space.
/// @param triangles  of the body; their outline serves where the subject has no mask.
/// @return           an empty crop (pixels.empty()) where photo and body do not meet.
[[nodiscard]] PhotoCrop cropPhoto(const Subject& subject, const Camera& camera, const Points& posed,
                                  const Triangles& triangles);

} // namespace maquette::texture
