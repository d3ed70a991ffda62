// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Pictures of meshes drawn by VTK off screen.

#include "core/abroad/abroad_setting.h"
#include "core/base/result.h"
#include "core/render/scene.h"

#include <memory>
#include <vector>

namespace maquette {

struct VtkPicture {
    cv::Mat image; ///< CV_8UC3 BGR
    cv::Mat mask;  ///< CV_8UC1: coverage of the meshes
};

/// Where VTK draws.
class VtkStudio {
public:
    /// @errors  MissingData: there is no display, or it knows no OpenGL.
    [[nodiscard]] static Result<VtkStudio> open();

    /// Edges are smoothed by four samples a pixel.
    [[nodiscard]] VtkPicture draw(const std::vector<SceneMesh>& meshes, const Camera& camera,
                                  const PlainSetting& setting) const;

private:
    explicit VtkStudio(std::shared_ptr<void> display) : m_display(std::move(display)) {}

    std::shared_ptr<void> m_display; ///< see connectToDisplay()
};

} // namespace maquette
