// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What hair is looked for in: a photo and where the body's parts are in it.

#include "core/texture/hair_map.h"
#include "core/texture/visibility.h"

namespace maquette::texture {

/// At view resolution.
/// @param hairLayers  indices of the view's surfaces that are hair: as good as scalp.
[[nodiscard]] HairPhoto hairPhotoOf(const View& view, const BodyZones& zones,
                                    const std::vector<int>& hairLayers);

} // namespace maquette::texture

namespace maquette {

/// Hair on a body that has no hair yet; the probability has the photo's size.
/// @param posedBody  at least kBodyVertices rows, model space.
/// @param triangles  of the body.
/// @param photo      CV_8UC3 BGR, the camera's size.
/// @param skin       CV_8UC1, probability of bare skin, the camera's size.
/// @param mask       CV_8UC1 0 … 255, the camera's size.
/// @threading  Reentrant, two threads. About 30 ms: works on the upper body at 700 pixels a side.
[[nodiscard]] texture::HairSight seeHair(const Template& templateMesh, const Points& posedBody,
                                         const Triangles& triangles, const Camera& camera,
                                         const cv::Mat& photo, const cv::Mat& skin,
                                         const cv::Mat& mask);

} // namespace maquette
