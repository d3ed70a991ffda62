// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Pinhole camera.

#include "core/geometry/mesh.h"

#include <Eigen/Geometry>

namespace maquette {

/// Pinhole camera without distortion. Camera space: x right, y down, z forward (OpenCV).
/// Pixel (0,0) is the centre of the top left pixel.
struct Camera {
    int width = 0;      ///< pixels
    int height = 0;     ///< pixels
    double focal = 0.0; ///< pixels
    double cx = 0.0;    ///< principal point, pixels
    double cy = 0.0;
    Eigen::Affine3f modelToCamera = Eigen::Affine3f::Identity(); ///< rigid

    /// The same view on an image resized by @p factor.
    [[nodiscard]] Camera scaled(double factor) const;
};

/// [V,3]: pixel x, pixel y, depth (camera z, metres).
[[nodiscard]] Points project(const Camera& camera, const Points& positions);

/// A camera that looks at @p target from @p distance metres; yaw turns round y (0 = from the
/// front, 90 = from the character's left), pitch raises the camera. Degrees.
[[nodiscard]] Camera orbitCamera(const Eigen::Vector3f& target, float distance, float yaw,
                                 float pitch, double focal, int width, int height);

/// The yaw of orbitCamera, radians.
[[nodiscard]] float yawOf(const Camera& camera);

/// The pitch of orbitCamera, radians: positive looking down.
[[nodiscard]] double pitchOf(const Camera& camera);

} // namespace maquette
