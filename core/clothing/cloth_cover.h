// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Which parts of the body are dressed.

#include "core/geometry/camera.h"
#include "core/geometry/template_mesh.h"

#include <opencv2/core.hpp>

namespace maquette {

struct ClothCover {
    Eigen::VectorXf cloth; ///< per body vertex, 0 bare … 1 under cloth; head and hands are bare
    bool isShod = true;    ///< unless the photo shows bare feet
};

/// From the skin that the photo shows, carried on smoothly over what it does not show; a body of
/// which nothing is seen is dressed.
/// @param posedBody  at least the body's rows, model space, metres.
/// @param mask       CV_8UC1 0 … 255 of the camera's size, may be empty.
/// @param skin       CV_8UC1, probability of bare skin (skinMap), of the same size.
[[nodiscard]] ClothCover clothCover(const Template& templateMesh, const Points& posedBody,
                                    const Camera& camera, const cv::Mat& mask, const cv::Mat& skin);

} // namespace maquette
