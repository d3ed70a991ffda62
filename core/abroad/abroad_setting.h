// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Cameras, lights and plain backgrounds for pictures drawn by VTK.

#include "core/base/random.h"
#include "core/geometry/camera.h"
#include "core/synthesis/skin_painter.h"

#include <optional>
#include <vector>

namespace maquette {

struct PlainLight {
    Eigen::Vector3f toLight{0.0F, 0.0F, 1.0F}; ///< model space, unit length
    Tint color{1.0F, 1.0F, 1.0F};
};

/// Colours are sRGB 0 … 1; light is added up without any conversion.
struct PlainSetting {
    std::vector<PlainLight> lights; ///< the first casts a shadow onto the floor
    float ambient = 0.3F;           ///< 0 … 1
    float gloss = 0.1F;             ///< 0 … 1
    Tint top{0.8F, 0.8F, 0.8F};     ///< of the background
    Tint bottom{0.6F, 0.6F, 0.6F};
    std::optional<Tint> floor; ///< of the plane y = 0
};

/// A camera that has the whole figure in view: yaw within 60 degrees, pitch -8 to 12, vertical
/// field of view 20 to 45; 5 to 30 % of the picture's height or width is left over.
/// @param figure  [V,3] posed, model space, metres.
[[nodiscard]] Camera sampleAbroadCamera(const Points& figure, int width, int height,
                                        Random& random);

/// No floor where the camera would see it from below.
[[nodiscard]] PlainSetting sampleSetting(const Camera& camera, Random& random);

} // namespace maquette
