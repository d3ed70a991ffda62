// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A picture in parts that are each drawn as quickly as a coarse frame.

#include "core/viewport/viewport_scene.h"

#include <deque>

namespace maquette {

/// Tiles that cover a picture without overlapping, those in its middle first.
///
/// @param width, height  of the picture, pixels.
/// @param share    side of a tile when drawn, of the picture's, 0 … 1.
/// @param samples  drawn per pixel, on each side.
[[nodiscard]] std::deque<ViewportScene::Tile> planTiles(int width, int height, double share,
                                                        int samples);

} // namespace maquette
