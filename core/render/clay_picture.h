// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A shape as a small clay picture, quickly: for rows of thumbnails that turn.

#include "core/geometry/mesh.h"

#include <cstdint>
#include <vector>

namespace maquette {

struct ClayOptions {
    int width = 200;      ///< pixels
    int height = 320;     ///< pixels
    float yaw = 20.0F;    ///< degrees; 0 from the front, 90 from the shape's left
    float top = 1.0F;     ///< metres, y that lies at the upper edge, and
    float bottom = -1.0F; ///< at the lower one
};

/// RGBA, row by row from the top; alpha 0 where nothing is hit.
using ClayPixels = std::vector<std::uint8_t>;

/// Orthographic, lit from the upper left; no shadows. About 10 ms for 30,000 triangles.
/// @param points     [V,3] y up, the middle of the body near x = z = 0.
/// @param distances  metres a vertex from where it should be, blue 0 … red @p largest; empty: grey.
/// @threading        Reentrant; one thread.
[[nodiscard]] ClayPixels clayPicture(const Points& points, const Triangles& triangles,
                                     const std::vector<float>& distances, float largest,
                                     const ClayOptions& options);

} // namespace maquette
