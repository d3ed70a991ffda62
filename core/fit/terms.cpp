// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/terms.h"

#include <cmath>

namespace maquette {
namespace {

/// Adds the focal column of a projected quantity.
void addFocal(const StageView& view, const Eigen::Vector2d& byLogFocal,
              Eigen::Matrix2Xd& derivative) {
    if (const int column = view.free.columns[FitLayout::kFocal]; column >= 0) {
        derivative.col(column) += byLogFocal;
    }
}

/// Derivative of a unit vector by the vector it was made of.
Eigen::Matrix3d unitDerivative(const Eigen::Vector3d& unit, double length) {
    return (Eigen::Matrix3d::Identity() - unit * unit.transpose()) / length;
}

} // namespace

double huber(double& residual, double limit) {
    const double size = std::abs(residual);
    if (size <= limit) {
        return 1.0;
    }
    const double root = std::sqrt(2.0 * limit * size - limit * limit);
    residual = std::copysign(root, residual);
    return limit / root;
}

Projected projectPoint(const Evidence& evidence, double logFocal, const Eigen::Vector3d& point) {
    const double f = evidence.focal * std::exp(logFocal);
    const double inverse = 1.0 / point.z();
    const Eigen::Vector2d offset(f * point.x() * inverse, f * point.y() * inverse);
    Projected result;
    result.pixel = offset + evidence.centre;
    result.byPoint << f * inverse, 0.0, -offset.x() * inverse, 0.0, f * inverse,
        -offset.y() * inverse;
    result.byLogFocal = offset;
    return result;
}

ProjectionTerm::ProjectionTerm(const StageView& view, PointSet points, RowMatrix pixels,
                               Eigen::VectorXd weights, double scale, double huberLimit)
    : m_view(view), m_points(view.model, std::move(points), view.free), m_pixels(std::move(pixels)),
      m_weights(std::move(weights)), m_scale(scale), m_huber(huberLimit) {}

void ProjectionTerm::evaluate(const Eigen::VectorXd& x, const Kinematics& pose,
                              const Eigen::VectorXd& shape, Rows rows) const {
    Eigen::Matrix3Xd derivative;
    Eigen::Matrix2Xd byUnknown;
    for (int i = 0; i < m_points.size(); ++i) {
        const bool wanted = rows.jacobian != nullptr;
        const Eigen::Vector3d point = m_points.position(pose, shape, i, wanted, derivative);
        const Projected p = projectPoint(m_view.evidence, x[FitLayout::kFocal], point);
        if (wanted) {
            byUnknown = p.byPoint * derivative;
            addFocal(m_view, p.byLogFocal, byUnknown);
        }
        for (int axis = 0; axis < 2; ++axis) {
            double r = (p.pixel[axis] - m_pixels(i, axis)) * m_scale;
            const double slope = huber(r, m_huber);
            rows.residuals[2 * i + axis] = r * m_weights[i];
            if (wanted) {
                rows.jacobian->row(rows.first + 2 * i + axis) =
                    byUnknown.row(axis) * (m_scale * slope * m_weights[i]);
            }
        }
    }
}

OutlineTerm::OutlineTerm(const StageView& view, PointSet points, RowMatrix pixels,
                         RowMatrix normals, Eigen::VectorXd weights, double scale,
                         double huberLimit)
    : m_view(view), m_points(view.model, std::move(points), view.free), m_pixels(std::move(pixels)),
      m_normals(std::move(normals)), m_weights(std::move(weights)), m_scale(scale),
      m_huber(huberLimit) {}

void OutlineTerm::evaluate(const Eigen::VectorXd& x, const Kinematics& pose,
                           const Eigen::VectorXd& shape, Rows rows) const {
    Eigen::Matrix3Xd derivative;
    Eigen::Matrix2Xd byUnknown;
    for (int i = 0; i < m_points.size(); ++i) {
        const bool wanted = rows.jacobian != nullptr;
        const Eigen::Vector3d point = m_points.position(pose, shape, i, wanted, derivative);
        const Projected p = projectPoint(m_view.evidence, x[FitLayout::kFocal], point);
        const Eigen::RowVector2d normal = m_normals.row(i);
        double r = normal.dot(p.pixel.transpose() - m_pixels.row(i)) * m_scale;
        const double slope = huber(r, m_huber);
        rows.residuals[i] = r * m_weights[i];
        if (wanted) {
            byUnknown = p.byPoint * derivative;
            addFocal(m_view, p.byLogFocal, byUnknown);
            rows.jacobian->row(rows.first + i) =
                normal * byUnknown * (m_scale * slope * m_weights[i]);
        }
    }
}

SegmentTerm::SegmentTerm(const StageView& view, double weight)
    : m_view(view), m_points(view.model, view.model.bodyLandmarks(), view.free), m_weight(weight) {}

void SegmentTerm::evaluate(const Eigen::VectorXd&, const Kinematics& pose,
                           const Eigen::VectorXd& shape, Rows rows) const {
    Eigen::Matrix3Xd fromDerivative;
    Eigen::Matrix3Xd toDerivative;
    for (size_t s = 0; s < kSegments.size(); ++s) {
        const auto [from, to] = kSegments[s];
        const bool wanted = rows.jacobian != nullptr;
        const Eigen::Vector3d a = m_points.position(pose, shape, from, wanted, fromDerivative);
        const Eigen::Vector3d b = m_points.position(pose, shape, to, wanted, toDerivative);
        const double length = std::max((b - a).norm(), 1e-6);
        const Eigen::Vector3d unit = (b - a) / length;
        const double w = m_weight * m_view.evidence.segmentWeight[s];
        const auto row = static_cast<Eigen::Index>(3 * s);
        rows.residuals.segment<3>(row) = w * (unit - m_view.evidence.segment.row(s).transpose());
        if (wanted) {
            rows.jacobian->middleRows(rows.first + row, 3) =
                w * unitDerivative(unit, length) * (toDerivative - fromDerivative);
        }
    }
}

UprightTerm::UprightTerm(const StageView& view, double weight, double pitch)
    : m_points(view.model, view.model.bodyLandmarks(), view.free), m_weight(weight),
      m_depth(-std::sin(pitch)) {}

void UprightTerm::evaluate(const Eigen::VectorXd&, const Kinematics& pose,
                           const Eigen::VectorXd& shape, Rows rows) const {
    // 0.5 (left ear + right ear) - 0.5 (left ankle + right ankle)
    constexpr std::array<std::pair<int, double>, 4> kParts = {
        {{7, 0.5}, {8, 0.5}, {27, -0.5}, {28, -0.5}}};
    Eigen::Vector3d line = Eigen::Vector3d::Zero();
    const bool wanted = rows.jacobian != nullptr;
    Eigen::Matrix3Xd derivative;
    Eigen::Matrix3Xd lineDerivative = Eigen::Matrix3Xd::Zero(3, wanted ? rows.jacobian->cols() : 0);
    for (const auto& [landmark, factor] : kParts) {
        line += factor * m_points.position(pose, shape, landmark, wanted, derivative);
        if (wanted) {
            lineDerivative += factor * derivative;
        }
    }
    const double length = std::max(line.norm(), 1e-6);
    const Eigen::Vector3d unit = line / length;
    rows.residuals[0] = m_weight * (unit.z() - m_depth);
    if (rows.jacobian) {
        rows.jacobian->row(rows.first) =
            m_weight * unitDerivative(unit, length).row(2) * lineDerivative;
    }
}

} // namespace maquette
