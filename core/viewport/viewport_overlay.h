// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The fit at a glance: the character's polygons drawn over its photo. CPU only.

#include "core/base/context.h"
#include "core/character/character.h"

namespace maquette {

/// Tints what the character covers and draws the front faces' polygon edges over the photo.
///
/// @param photo    CV_8UC3 BGR at the size of Character::photoCamera.
/// @param longest  longer side of the result, pixels.
/// @return  CV_8UC3 BGR; the plain photo, scaled, where the character has no photo camera.
/// @errors  Cancelled.
/// @threading  Reentrant. Polls @p ctx once per mesh (about 15 ms).
[[nodiscard]] Result<cv::Mat> drawFitOverlay(const Character& character, const cv::Mat& photo,
                                             int longest, const Context& ctx = {});

} // namespace maquette
