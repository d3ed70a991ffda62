// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/viewport/viewport_camera.h"

#include <vtkCamera.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maquette {

namespace {

constexpr double kRadians = std::numbers::pi / 180.0;

/// From the target to the eye.
Eigen::Vector3f outward(const OrbitView& view) {
    const double yaw = view.yaw * kRadians;
    const double pitch = view.pitch * kRadians;
    return Eigen::Vector3d(std::sin(yaw) * std::cos(pitch), std::sin(pitch),
                           std::cos(yaw) * std::cos(pitch))
        .cast<float>();
}

Eigen::Vector3f rightward(const OrbitView& view) {
    const double yaw = view.yaw * kRadians;
    return Eigen::Vector3d(std::cos(yaw), 0.0, -std::sin(yaw)).cast<float>();
}

} // namespace

void OrbitView::orbit(double dx, double dy, double viewportSide) {
    const double degrees = 180.0 / std::max(1.0, viewportSide);
    yaw = std::remainder(yaw - dx * degrees, 360.0);
    pitch = std::clamp(pitch + dy * degrees, -89.0, 89.0);
}

void OrbitView::pan(double dx, double dy, double viewportHeight) {
    const double metres =
        2.0 * distance * std::tan(kViewAngle * 0.5 * kRadians) / std::max(1.0, viewportHeight);
    const Eigen::Vector3f right = rightward(*this);
    const Eigen::Vector3f up = outward(*this).cross(right);
    target += right * static_cast<float>(-dx * metres) + up * static_cast<float>(dy * metres);
}

void OrbitView::zoom(double factor) {
    distance = std::clamp(distance / factor, 0.05, 100.0);
}

void OrbitView::frame(const Eigen::Vector3f& lower, const Eigen::Vector3f& upper, double aspect) {
    constexpr double kMargin = 1.07;
    target = (lower + upper) * 0.5F;
    const Eigen::Vector3f size = upper - lower;
    const double tangent = std::tan(kViewAngle * 0.5 * kRadians);
    // Of the upright cylinder round the box, so that turning it never cuts it off.
    const double radius = std::hypot(size.x(), size.z()) * 0.5;
    const double forHeight = size.y() * 0.5 / tangent;
    const double forWidth = radius / (tangent * std::max(0.1, aspect));
    distance = std::clamp(std::max(forHeight, forWidth) * kMargin + radius, 0.05, 100.0);
}

void applyOrbit(vtkCamera& camera, const OrbitView& view) {
    const Eigen::Vector3f eye = view.target + outward(view) * static_cast<float>(view.distance);
    camera.SetWindowCenter(0.0, 0.0);
    camera.SetViewAngle(OrbitView::kViewAngle);
    camera.SetFocalPoint(view.target.x(), view.target.y(), view.target.z());
    camera.SetPosition(eye.x(), eye.y(), eye.z());
    camera.SetViewUp(0.0, 1.0, 0.0);
}

void PhotoView::pan(double dx, double dy) {
    panX += dx;
    panY += dy;
}

void PhotoView::zoomAt(double factor, double x, double y) {
    const double next = std::clamp(zoom * factor, 0.2, 40.0);
    const double ratio = next / zoom;
    panX = x + (panX - x) * ratio;
    panY = y + (panY - y) * ratio;
    zoom = next;
}

Camera viewportPinhole(const Camera& photo, const PhotoView& view, int width, int height) {
    const double fit = std::min(static_cast<double>(width) / photo.width,
                                static_cast<double>(height) / photo.height);
    const double scale = fit * view.zoom;
    Camera pinhole = photo.scaled(scale);
    // scaled() rounds the size, not the principal point: centre by the exact size.
    pinhole.cx += (width - photo.width * scale) * 0.5 + view.panX * height;
    pinhole.cy += (height - photo.height * scale) * 0.5 + view.panY * height;
    pinhole.width = width;
    pinhole.height = height;
    return pinhole;
}

void applyPinhole(vtkCamera& camera, const Camera& pinhole) {
    const Eigen::Affine3f toModel = pinhole.modelToCamera.inverse(Eigen::Isometry);
    const Eigen::Vector3f eye = toModel.translation();
    const Eigen::Vector3f ahead = eye + toModel.linear().col(2);
    const Eigen::Vector3f up = -toModel.linear().col(1);
    camera.SetPosition(eye.x(), eye.y(), eye.z());
    camera.SetFocalPoint(ahead.x(), ahead.y(), ahead.z());
    camera.SetViewUp(up.x(), up.y(), up.z());
    camera.SetViewAngle(2.0 * std::atan(pinhole.height * 0.5 / pinhole.focal) / kRadians);
    camera.SetWindowCenter(1.0 - 2.0 * (pinhole.cx + 0.5) / pinhole.width,
                           2.0 * (pinhole.cy + 0.5) / pinhole.height - 1.0);
}

} // namespace maquette
