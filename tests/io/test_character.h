// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A small made-up character with everything that files must hold.

#include "core/character/character.h"

namespace maquette::test {

inline constexpr int kTubeRings = 35; ///< from the feet to the crown
inline constexpr int kTubeSides = 16;
inline constexpr float kTubeHeight = 1.7F; ///< metres

/// A standing tube of quads, with a nose to the front (+z) and a bump to the left (+x):
/// - meshes "body" (UV seam at the back, RGB texture), "eyes" (RGBA texture, not cut out) and the
///   layer "hair" (two quads, alpha cut-out, two-sided);
/// - bones root, lower, middle, tiny (5 mm above middle, same direction) and upper;
/// - two body vertices at one place with different weights;
/// - morphs jawOpen (body), eyeBlinkLeft (eyes), eyeWideLeft (moves nothing);
/// - a photo pose that bends middle forward by 40° and lifts the root.
[[nodiscard]] Character makeTestCharacter(int textureSize = 64);

/// Row of a vertex of the body's tube; ring 0 is at the feet.
[[nodiscard]] inline int tubeVertex(int ring, int side) {
    return ring * kTubeSides + side % kTubeSides;
}

} // namespace maquette::test
