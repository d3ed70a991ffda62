// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Things that stand between the camera and a person.

#include "core/base/random.h"

#include <opencv2/core.hpp>

namespace maquette {

/// A post, the top of a table or leaves, out of focus, before a part of the person; never before
/// the head.
/// @param image  CV_8UC3 BGR, drawn over.
/// @param mask   CV_8UC1 of the same size, coverage of the person: hidden parts are taken out.
/// @param head   pixels of @p image that stay free.
void addOccluder(cv::Mat& image, cv::Mat& mask, const cv::Rect2d& head, Random& random);

} // namespace maquette
