// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/kinematics.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

Eigen::Matrix3d cross(const Eigen::Vector3d& v) {
    Eigen::Matrix3d m;
    m << 0, -v.z(), v.y(), v.z(), 0, -v.x(), -v.y(), v.x(), 0;
    return m;
}

} // namespace

FreeSet::FreeSet(const FitLayout& layout, const std::vector<int>& unknowns)
    : columns(layout.size(), -1) {
    std::vector<int> sorted = unknowns;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    for (const int u : sorted) {
        columns[u] = count++;
        if (u >= layout.coefficient(0)) {
            coefficients.push_back(u - layout.coefficient(0));
        }
    }
}

Eigen::Matrix3d rotationFrom(const Eigen::Vector3d& vector) {
    const double angle = vector.norm();
    if (angle < 1e-12) {
        return Eigen::Matrix3d::Identity() + cross(vector);
    }
    return Eigen::AngleAxisd(angle, vector / angle).toRotationMatrix();
}

Eigen::Matrix3d leftJacobian(const Eigen::Vector3d& vector) {
    const double angle = vector.norm();
    const Eigen::Matrix3d k = cross(vector);
    if (angle < 1e-6) {
        return Eigen::Matrix3d::Identity() + 0.5 * k;
    }
    const double a2 = angle * angle;
    return Eigen::Matrix3d::Identity() + (1.0 - std::cos(angle)) / a2 * k +
           (angle - std::sin(angle)) / (a2 * angle) * k * k;
}

Eigen::Vector3d rotationVector(const Eigen::Matrix3d& rotation) {
    const Eigen::AngleAxisd axis(rotation);
    return axis.angle() * axis.axis();
}

Eigen::Matrix3d facingCamera() {
    return Eigen::Vector3d(1.0, -1.0, -1.0).asDiagonal();
}

Kinematics::Kinematics(const FitModel& model, const FitLayout& layout, const Eigen::VectorXd& x,
                       const std::vector<int>& freeCoefficients, bool derivatives) {
    const int bones = model.boneCount();
    RowMatrix rest = model.jointMean();
    Eigen::Map<Eigen::VectorXd>(rest.data(), rest.size()) +=
        model.jointBasis() * layout.coefficients(x);
    const RowMatrix jointBasis =
        derivatives ? RowMatrix(model.jointBasis()(Eigen::all, freeCoefficients)) : RowMatrix();
    for (int j = 0; j < bones; ++j) {
        const Eigen::Vector3d vector = x.segment<3>(layout.pose(j));
        const Eigen::Vector3d head = rest.row(j);
        const bool root = j == 0;
        const int parent = model.parents()[j];
        const Eigen::Matrix3d base = root ? facingCamera() : rotation[parent];
        rotation.push_back(base * rotationFrom(vector));
        joint.push_back(root ? Eigen::Vector3d(x.segment<3>(FitLayout::kTranslation))
                             : Eigen::Vector3d(rotation[parent] * head + translation[parent]));
        translation.push_back(joint[j] - rotation[j] * head);
        if (!derivatives) {
            continue;
        }
        spin.push_back(base * leftJacobian(vector));
        const auto headByShape = jointBasis.middleRows<3>(3 * j);
        if (root) {
            translationByShape.emplace_back(-rotation[j] * headByShape);
        } else {
            translationByShape.emplace_back(translationByShape[parent] +
                                            (rotation[parent] - rotation[j]) * headByShape);
        }
    }
}

PosedPoints::PosedPoints(const FitModel& model, PointSet points, const FreeSet& free)
    : m_model(model), m_layout(model), m_points(std::move(points)),
      m_freeBasis(m_points.basis(Eigen::all, free.coefficients)), m_free(free) {}

Eigen::Vector3d PosedPoints::position(const Kinematics& pose, const Eigen::VectorXd& shape,
                                      int i) const {
    const Eigen::Vector3d rest =
        m_points.mean.row(i).transpose() + m_points.basis.middleRows<3>(3 * i) * shape;
    Eigen::Vector3d sum = Eigen::Vector3d::Zero();
    for (int e = m_points.weights.offsets[i]; e < m_points.weights.offsets[i + 1]; ++e) {
        const int j = m_points.weights.bones[e];
        sum += m_points.weights.weights[e] * (pose.rotation[j] * rest + pose.translation[j]);
    }
    return sum;
}

Eigen::Vector3d PosedPoints::position(const Kinematics& pose, const Eigen::VectorXd& shape, int i,
                                      bool wanted, Eigen::Matrix3Xd& derivative) const {
    if (!wanted) {
        return position(pose, shape, i);
    }
    const Eigen::Vector3d rest =
        m_points.mean.row(i).transpose() + m_points.basis.middleRows<3>(3 * i) * shape;
    derivative.setZero(3, m_free.count);
    Eigen::Vector3d sum = Eigen::Vector3d::Zero();
    Eigen::Matrix3d blended = Eigen::Matrix3d::Zero();
    Eigen::Matrix3Xd byShape =
        Eigen::Matrix3Xd::Zero(3, static_cast<Eigen::Index>(m_free.coefficients.size()));
    for (int e = m_points.weights.offsets[i]; e < m_points.weights.offsets[i + 1]; ++e) {
        const int j = m_points.weights.bones[e];
        const double w = m_points.weights.weights[e];
        const Eigen::Vector3d moved = pose.rotation[j] * rest + pose.translation[j];
        sum += w * moved;
        blended += w * pose.rotation[j];
        byShape += w * pose.translationByShape[j];
        for (int turning = j; turning >= 0; turning = m_model.parents()[turning]) {
            const int column = m_free.columns[m_layout.pose(turning)];
            if (column >= 0) {
                derivative.middleCols<3>(column) -=
                    w * cross(moved - pose.joint[turning]) * pose.spin[turning];
            }
        }
    }
    if (const int column = m_free.columns[FitLayout::kTranslation]; column >= 0) {
        derivative.middleCols<3>(column).setIdentity();
    }
    if (!m_free.coefficients.empty()) {
        const int first = m_free.columns[m_layout.coefficient(m_free.coefficients.front())];
        derivative.middleCols(first, byShape.cols()) =
            byShape + blended * m_freeBasis.middleRows<3>(3 * i);
    }
    return sum;
}

RowMatrix posedBodyLandmarks(const FitModel& model, const Eigen::VectorXd& x) {
    const FitLayout layout(model);
    const Kinematics pose(model, layout, x, {}, false);
    const Eigen::VectorXd shape = layout.coefficients(x);
    const FreeSet none(layout, {});
    const PosedPoints body(model, model.bodyLandmarks(), none);
    RowMatrix posed(body.size(), 3);
    for (int i = 0; i < body.size(); ++i) {
        posed.row(i) = body.position(pose, shape, i).transpose();
    }
    return posed;
}

} // namespace maquette
