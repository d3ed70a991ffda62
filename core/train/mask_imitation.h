// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Masks as the matting networks make them, without running those.

#include "core/base/random.h"

#include <opencv2/core.hpp>

namespace maquette {

/// Makes a true mask one that a matting network could have made: edges softer and a little off, a
/// bite or an addition now and then. See checkImitation for how well.
/// @param mask  CV_8UC1 of a crop for the mapping, in place.
void imitateMatting(cv::Mat& mask, Random& random);

} // namespace maquette
