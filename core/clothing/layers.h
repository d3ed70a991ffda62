// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The layers that a photo asks for: what the body's surface cannot carry.

#include "core/base/context.h"
#include "core/clothing/layer.h"
#include "core/data/library.h"
#include "core/geometry/camera.h"
#include "core/image/subject.h"

namespace maquette {

struct LayerInput {
    const Template* templateMesh = nullptr;
    const Rig* rig = nullptr; ///< "default"
    Skeleton skeleton;        ///< of rest
    Pose pose;                ///< of the photo
    Points rest;              ///< [kTemplateVertices,3] rest pose, without the clothed offset
    Eigen::VectorXf offset;   ///< [kBodyVertices] the clothed offset, metres; empty: none
    Camera camera;            ///< of the photo
    cv::Mat photo;            ///< CV_8UC3 BGR, the camera's size
    cv::Mat mask;             ///< CV_8UC1 0 … 255, the camera's size
    cv::Mat skin;             ///< CV_8UC1, probability of bare skin (skinMap)
    cv::Mat hair;             ///< CV_8UC1, probability of hair or hat; empty: nobody has hair
};

/// The hair and the skirt (or the lower part of a dress) that the photo shows; none where there is
/// no mask.
/// @errors  InvalidArgument (images of another type or size), NotConverged, Cancelled.
/// @threading  Reentrant, two threads. Polls @p ctx about every 50 ms.
[[nodiscard]] Result<std::vector<Layer>> makeLayers(const LayerInput& input,
                                                    const Context& ctx = {});

/// The clothed offset where layers take its place: hips and legs under a skirt and the skull under
/// hair are drawn in, so that they do not show through.
[[nodiscard]] Eigen::VectorXf offsetUnderLayers(const LayerInput& input,
                                                const std::vector<Layer>& layers);

} // namespace maquette
