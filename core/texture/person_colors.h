// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Colours of a person that a few pixels tell.

#include "core/image/subject.h"

namespace maquette::texture {

/// The iris: the middle colour of what lies in the lids' opening but is neither white, pupil nor
/// glint. Dark brown where the eyes are smaller than 12 pixels or there is no face.
/// @return  BGR sRGB.
[[nodiscard]] cv::Vec3b irisColor(const Photo& photo, const Person& person);

} // namespace maquette::texture
