// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/camera.h"

#include <numbers>

namespace maquette {

Camera Camera::scaled(double factor) const {
    Camera result = *this;
    result.width = static_cast<int>(std::lround(width * factor));
    result.height = static_cast<int>(std::lround(height * factor));
    result.focal = focal * factor;
    result.cx = (cx + 0.5) * factor - 0.5;
    result.cy = (cy + 0.5) * factor - 0.5;
    return result;
}

Points project(const Camera& camera, const Points& positions) {
    Points pixels(positions.rows(), 3);
    const auto focal = static_cast<float>(camera.focal);
    const auto cx = static_cast<float>(camera.cx);
    const auto cy = static_cast<float>(camera.cy);
    for (Eigen::Index v = 0; v < positions.rows(); ++v) {
        const Eigen::Vector3f p = camera.modelToCamera * Eigen::Vector3f(positions.row(v));
        pixels.row(v) << p.x() / p.z() * focal + cx, p.y() / p.z() * focal + cy, p.z();
    }
    return pixels;
}

Camera orbitCamera(const Eigen::Vector3f& target, float distance, float yaw, float pitch,
                   double focal, int width, int height) {
    constexpr float kRadians = std::numbers::pi_v<float> / 180.0F;
    const Eigen::Matrix3f flip = Eigen::Vector3f(1.0F, -1.0F, -1.0F).asDiagonal();
    const Eigen::Matrix3f turn = (Eigen::AngleAxisf(pitch * kRadians, Eigen::Vector3f::UnitX()) *
                                  Eigen::AngleAxisf(-yaw * kRadians, Eigen::Vector3f::UnitY()))
                                     .toRotationMatrix();
    Camera camera;
    camera.width = width;
    camera.height = height;
    camera.focal = focal;
    camera.cx = (width - 1) * 0.5;
    camera.cy = (height - 1) * 0.5;
    camera.modelToCamera = Eigen::Translation3f(0.0F, 0.0F, distance) *
                           Eigen::Affine3f(flip * turn) * Eigen::Translation3f(-target);
    return camera;
}

float yawOf(const Camera& camera) {
    const Eigen::Vector3f backward =
        -(camera.modelToCamera.linear().transpose() * Eigen::Vector3f::UnitZ());
    return std::atan2(backward.x(), backward.z());
}

double pitchOf(const Camera& camera) {
    const Eigen::Vector3f up = camera.modelToCamera.linear() * Eigen::Vector3f::UnitY();
    return std::atan2(-up.z(), -up.y());
}

} // namespace maquette
