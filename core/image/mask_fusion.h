// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  One soft mask from the matting network and the pose network; edges from the photo.

#include "core/image/pose_network.h"

namespace maquette {

/// The matte inside a dilated pose mask, its holes filled by the eroded pose mask.
///
/// @param matte   CV_32F 0 … 1, of the working image's size.
/// @param region  of the working image that the matting network saw.
/// @return        CV_32F 0 … 1, of the working image's size; 0 outside the region.
[[nodiscard]] cv::Mat fuseMasks(const cv::Mat& matte, const cv::Rect& region, const BodyPose& pose,
                                const PhotoLevels& photo);

/// The pose network's own mask in the working image, CV_32F 0 … 1.
[[nodiscard]] cv::Mat poseMask(const BodyPose& pose, const PhotoLevels& photo);

/// Brings a mask of the working size to the photo's size, its edges drawn to those of the photo.
///
/// @param region  of the working image outside which the mask is 0.
/// @return        CV_8UC1, photo size.
[[nodiscard]] cv::Mat refineMask(const cv::Mat& mask, const cv::Rect& region,
                                 const PhotoLevels& photo);

} // namespace maquette
