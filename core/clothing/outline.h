// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Outlines of masks and meshes at a working size, and which points of them belong together.

#include "core/geometry/camera.h"
#include "core/geometry/rasterizer.h"

#include <opencv2/core.hpp>

#include <vector>

namespace maquette {

/// A mask cut to the person and resized, with the camera that belongs to it.
struct OutlineView {
    Camera camera;
    cv::Rect crop;          ///< the part of the photo shown, pixels of the photo
    cv::Mat mask;           ///< CV_8UC1, 0 or 1
    float personHeight = 0; ///< of the mask, pixels of this view
    bool cutLeft = false;   ///< this side of the view is the edge of the photo
    bool cutTop = false;
    bool cutRight = false;
    bool cutBottom = false;
};

/// @param mask       CV_8UC1 0 … 255, of the camera's size.
/// @param positions  model space; the view holds what of them is in the photo.
/// @return  about 500 pixels of person height; no mask where @p mask is empty or all background.
[[nodiscard]] OutlineView makeOutlineView(const Camera& camera, const cv::Mat& mask,
                                          const Points& positions);

/// The part of an image of the photo's size that the view shows, in the view's size.
[[nodiscard]] cv::Mat imageInView(const cv::Mat& image, const OutlineView& view);

struct Contour {
    std::vector<cv::Point> points;  ///< pixels
    std::vector<cv::Vec2f> normals; ///< outwards, unit length
};

/// Inner and outer borders of a CV_8UC1 mask (0 or 1), those at the edge of the photo left out.
[[nodiscard]] Contour contourOf(const cv::Mat& binary, const OutlineView& view);

/// For each point of @p from the point of @p to that is nearest in place and direction; -1 where
/// none is within 7 % of the person's height or within 53 degrees.
[[nodiscard]] std::vector<int> matchContours(const Contour& from, const Contour& to,
                                             float personHeight);

/// CV_8UC1, 1 where the raster hits anything.
[[nodiscard]] cv::Mat coverage(const Raster& raster);

} // namespace maquette
