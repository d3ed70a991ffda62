// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the user should know about a photo, in sentences.

#include "core/image/subject.h"

namespace maquette {

/// Narrower faces than this, in pixels, give no likeness.
inline constexpr float kSmallestFace = 60.0F;

/// Warnings that follow from what was found: nobody, several people, face missing or small,
/// parts outside the picture, a view from behind or from the side, someone who sits. Each is a
/// sentence or two: what is wrong, what to do.
/// @param personIndex  the one that was asked for.
[[nodiscard]] std::vector<std::string> subjectWarnings(const Subject& subject, int personIndex);

} // namespace maquette
