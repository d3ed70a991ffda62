// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The background behind a scene and the shadow on its floor.

#include "core/geometry/camera.h"
#include "core/render/ambient_visibility.h"
#include "core/render/depth_map.h"
#include "core/render/scene.h"

namespace maquette {

struct GroundShadow {
    const GroundVisibility* ambient = nullptr; ///< null: no contact shadow
    const DepthMap* key = nullptr;             ///< null: no cast shadow
    float keyTangent = 0.0F;                   ///< of the key light's angular radius
    float keyShare = 0.5F; ///< of the light on the floor that is the key's, 0 … 1
};

/// Background as seen by @p camera, linear RGB, CV_32FC3, with floor shadows multiplied in.
[[nodiscard]] cv::Mat renderBackdrop(const Camera& camera, const Background& background,
                                     const GroundShadow& shadow, int threads);

} // namespace maquette
