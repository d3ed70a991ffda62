// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A made-up character for tests of viewport and studio: a lay figure in sportswear.

#include "core/character/character.h"

namespace maquette::test {

struct FigureOptions {
    int segments = 20;     ///< quads round a limb; quads grow with its square
    int textureSize = 512; ///< pixels
};

/// A dressed lay figure of 1.75 m: "body" (quads, atlas, painted shirt, shorts and shoes) and the
/// layer "hair", 16 bones, arms raised in the photo's pose, a photo camera of 600 x 800 pixels
/// with its principal point off the centre.
[[nodiscard]] Character makeFigure(const FigureOptions& options = {});

/// What the photo camera sees: the figure in the photo's pose before a plain wall. BGR.
[[nodiscard]] cv::Mat photographFigure(const Character& figure);

} // namespace maquette::test
