// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Dressed characters in the rest pose, photographed for calibration.

#include "core/data/library.h"
#include "core/geometry/camera.h"
#include "core/image/subject.h"
#include "core/render/software_renderer.h"
#include "core/synthesis/body_coordinates.h"
#include "core/synthesis/skin_painter.h"

#include <cstdint>
#include <memory>

namespace maquette {

/// A character in the rest pose, ready to be photographed.
struct CalibrationFigure {
    Points shape;      ///< [kTemplateVertices,3] metres
    Skeleton skeleton; ///< "default" rig
    std::shared_ptr<const SoftwareRenderer> renderer;

    [[nodiscard]] Eigen::Vector3f boneHead(const std::string& bone) const;
};

/// From where a figure is seen, degrees (see orbitCamera).
struct CalibrationView {
    float yaw = 0;
    float pitch = 0;
};

/// Makes figures; holds what is the same for all.
class CalibrationStudio {
public:
    /// @errors  those of Library::rig.
    [[nodiscard]] static Result<CalibrationStudio> create(std::shared_ptr<const Library> library);

    /// Equal seeds and indices give equal figures: random adults with painted skin, eyes, lashes
    /// and tight sportswear, which leaves the body's outline as it is.
    /// @errors  those of Library::shape.
    [[nodiscard]] Result<CalibrationFigure> figure(std::uint64_t seed, int index) const;

    [[nodiscard]] const Library& library() const { return *m_library; }

private:
    CalibrationStudio() = default;

    [[nodiscard]] SceneMesh dressedBody(const SkinLook& look, const Points& shape) const;

    std::shared_ptr<const Library> m_library;
    std::shared_ptr<const Rig> m_rig;
    BodyCoordinates m_coordinates;
    cv::Mat m_sportswear; ///< CV_8UC4 body atlas; alpha 0 where skin shows
};

/// The figure before a plain wall.
[[nodiscard]] Photo photograph(const CalibrationFigure& figure, const Camera& camera, float yaw);

} // namespace maquette
