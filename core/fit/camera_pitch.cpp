// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/camera_pitch.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr double kCameraHeight = 1.3;       ///< metres above the ground, between hip and eye height
constexpr double kHipHeight = 0.95;         ///< metres, standing
constexpr double kLargestCorrection = 0.21; ///< radians

/// Length of the line from ankles to ears over its length in the rest pose: people are standing
/// above the second value, certainly not below the first.
constexpr double kBent = 0.80;
constexpr double kStanding = 0.93;

/// Ears and ankles: landmarks 7 and 8, 27 and 28.
template <typename PointOf> Eigen::Vector3d bodyLine(const PointOf& point) {
    return 0.5 * (point(7) + point(8)) - 0.5 * (point(27) + point(28));
}

Eigen::Vector3d posedLine(const FitModel& model, const Eigen::VectorXd& x) {
    const RowMatrix body = posedBodyLandmarks(model, x);
    return bodyLine([&](int i) { return Eigen::Vector3d(body.row(i)); });
}

Eigen::Vector3d restLine(const FitModel& model, const Eigen::VectorXd& x) {
    const Eigen::VectorXd shape = FitLayout(model).coefficients(x);
    const PointSet& points = model.bodyLandmarks();
    return bodyLine([&](int i) {
        return Eigen::Vector3d(points.mean.row(i).transpose() +
                               points.basis.middleRows<3>(3 * i) * shape);
    });
}

/// Pitch of a camera held at chest height, from where the picture's centre falls on the person.
/// Right to about 6 degrees at 4 metres.
double expectedPitch(const Eigen::VectorXd& x) {
    const double axisHeight = kHipHeight + x[FitLayout::kTranslation + 1];
    return std::atan2(kCameraHeight - axisHeight, x[FitLayout::kTranslation + 2]);
}

double leanOf(const Eigen::Vector3d& line) {
    return std::atan2(-line.z(), -line.y());
}

} // namespace

double leanInCamera(const FitModel& model, const Eigen::VectorXd& x) {
    return leanOf(posedLine(model, x));
}

double likelyPitch(const Evidence& evidence, const Eigen::VectorXd& x) {
    return evidence.pitch.value_or(expectedPitch(x));
}

double cameraPitch(const FitModel& model, const Evidence& evidence, const Eigen::VectorXd& x) {
    if (evidence.pitch) {
        return *evidence.pitch;
    }
    const Eigen::Vector3d line = posedLine(model, x);
    const double stretch = line.norm() / restLine(model, x).norm();
    const double standing = std::clamp((stretch - kBent) / (kStanding - kBent), 0.0, 1.0);
    const double expected = expectedPitch(x);
    const double correction =
        std::clamp(leanOf(line) - expected, -kLargestCorrection, kLargestCorrection);
    return expected + standing * correction;
}

} // namespace maquette
