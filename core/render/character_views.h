// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Pictures of a character: one view, a turntable sheet, an overlay on its photo.

#include "core/base/context.h"
#include "core/character/character.h"
#include "core/render/software_renderer.h"

#include <vector>

namespace maquette {

/// The visible meshes of a character in a pose, ready to render.
[[nodiscard]] std::vector<SceneMesh> characterScene(const Character& character, CharacterPose pose);

/// Lowest point of the visible meshes, metres.
[[nodiscard]] float lowestPoint(const std::vector<SceneMesh>& scene);

/// One view in studio light; the floor lies under the lowest point of the pose.
[[nodiscard]] RenderedImage renderCharacter(const Character& character, CharacterPose pose,
                                            const Camera& camera, Background background = {},
                                            const RenderOptions& options = {});

struct TurntableOptions {
    std::vector<float> yaws{0.0F, 40.0F, 90.0F, 180.0F}; ///< of the rest pose, degrees
    int panelWidth = 600;                                ///< pixels, 64 … 4096
    int panelHeight = 860; ///< pixels; the row of heads is 0.62 times as high
    bool photoPose = true; ///< a last column in the photo's pose, seen as in the photo
    RenderOptions render;
};

/// A sheet: figures above, their heads below. CV_8UC3, one panel a yaw (and the photo's pose).
/// @errors  InvalidArgument (no visible mesh), Cancelled.
/// @threading  Reentrant. Polls @p ctx once a panel (about 0.3 s).
[[nodiscard]] Result<cv::Mat> renderTurntable(const Character& character,
                                              const TurntableOptions& options = {},
                                              const Context& ctx = {});

/// Three panels round the person: the photo with the character's outline, the character
/// half-transparent over the photo, the character alone. CV_8UC3, panels 900 pixels high.
/// @param photo  CV_8UC3 BGR, the size that character.photoCamera is for.
/// @errors  InvalidArgument (sizes differ; character outside the photo).
[[nodiscard]] Result<cv::Mat> renderOverlay(const cv::Mat& photo, const Character& character,
                                            const RenderOptions& options = {});

} // namespace maquette
