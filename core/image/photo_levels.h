// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A photo at full and at working size, and square cut-outs of it for the networks.

#include "core/image/subject.h"

namespace maquette {

/// A photo at two sizes. Photo pixels: (0,0) is the centre of the top left pixel at full size.
struct PhotoLevels {
    static constexpr int kWorkingSide = 1280; ///< the longer side of a large photo, pixels

    cv::Mat full;    ///< CV_8UC3 BGR; where the photo has alpha, laid on grey
    cv::Mat working; ///< full reduced so that its longer side is at most kWorkingSide

    explicit PhotoLevels(const Photo& photo);

    /// A point of the working image in photo pixels.
    [[nodiscard]] cv::Point2f toPhoto(cv::Point2f point) const;
    /// A rectangle of the photo in pixels of the working image, rounded outwards and clipped.
    [[nodiscard]] cv::Rect toWorking(const cv::Rect2f& box) const;
    /// A rectangle of working pixels in photo pixels, rounded to whole ones.
    [[nodiscard]] cv::Rect toPhoto(const cv::Rect& region) const;
    /// Working pixels per photo pixel, 0 … 1.
    [[nodiscard]] float scale() const;
};

/// A turned square of the photo, as the landmark networks want it.
struct SquareCrop {
    cv::Point2f center; ///< photo pixels
    float side = 0;     ///< photo pixels
    float rotation = 0; ///< radians; the crop's x axis turned clockwise on screen

    /// @return  CV_8UC3 [size,size] BGR, black outside the photo.
    [[nodiscard]] cv::Mat cut(const PhotoLevels& photo, int size) const;
    /// @param unit  0 … 1 over the crop's width and height.
    [[nodiscard]] cv::Point2f toPhoto(cv::Point2f unit) const;
    /// Maps the centres of a [size,size] crop's pixels to photo pixels.
    [[nodiscard]] cv::Matx23d pixelsToPhoto(int size) const;

    /// The square whose upward direction points from @p from to @p to.
    [[nodiscard]] static SquareCrop upright(cv::Point2f center, float side, cv::Point2f from,
                                            cv::Point2f to);
};

} // namespace maquette
