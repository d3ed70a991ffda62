// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The fit's unknowns, and posed points with their derivatives.

#include "core/fit/fit_model.h"

#include <vector>

namespace maquette {

/// The unknowns of a fit in one vector:
/// root rotation [3] and translation [3] (camera axes, metres), log of the focal length's factor
/// [1], rotation vectors of the bones after the root [3 each, radians], shape coefficients [K].
class FitLayout {
public:
    explicit FitLayout(const FitModel& model)
        : m_bones(model.boneCount()), m_coefficients(model.coefficientCount()) {}

    static constexpr int kRoot = 0;
    static constexpr int kTranslation = 3;
    static constexpr int kFocal = 6;
    static constexpr int kPose = 7;
    [[nodiscard]] int pose(int bone) const { return bone == 0 ? kRoot : kPose + 3 * (bone - 1); }
    [[nodiscard]] int coefficient(int k) const { return kPose + 3 * (m_bones - 1) + k; }
    [[nodiscard]] int size() const { return coefficient(m_coefficients); }
    [[nodiscard]] Eigen::VectorXd coefficients(const Eigen::VectorXd& x) const {
        return x.tail(m_coefficients);
    }

private:
    int m_bones;
    int m_coefficients;
};

/// Which unknowns a stage moves.
struct FreeSet {
    std::vector<int> columns;      ///< per unknown: its column in the Jacobian, -1 when held
    std::vector<int> coefficients; ///< shape coefficients among them
    int count = 0;

    FreeSet(const FitLayout& layout, const std::vector<int>& unknowns);
};

/// Rotation matrix of a rotation vector, and the left Jacobian that turns its rate into an
/// angular velocity (Sola et al. 2018, "A micro Lie theory", section on SO(3)).
[[nodiscard]] Eigen::Matrix3d rotationFrom(const Eigen::Vector3d& vector);
[[nodiscard]] Eigen::Matrix3d leftJacobian(const Eigen::Vector3d& vector);
[[nodiscard]] Eigen::Vector3d rotationVector(const Eigen::Matrix3d& rotation);

/// The template faces +z with y up; the camera looks along +z with y down: half a turn about x.
[[nodiscard]] Eigen::Matrix3d facingCamera();

/// Posed bones for given unknowns, in camera axes.
struct Kinematics {
    std::vector<Eigen::Matrix3d> rotation;    ///< global, per bone
    std::vector<Eigen::Vector3d> translation; ///< y = rotation * x + translation
    std::vector<Eigen::Vector3d> joint;       ///< posed head of the bone
    std::vector<Eigen::Matrix3d> spin;        ///< rate of the rotation vector -> angular velocity
    /// Per bone [3,F]: derivative of translation by the free coefficients.
    std::vector<Eigen::Matrix3Xd> translationByShape;

    Kinematics(const FitModel& model, const FitLayout& layout, const Eigen::VectorXd& x,
               const std::vector<int>& freeCoefficients, bool derivatives);
};

/// A set of points as a stage sees it: basis columns of the free coefficients only.
class PosedPoints {
public:
    PosedPoints(const FitModel& model, PointSet points, const FreeSet& free);

    [[nodiscard]] int size() const { return m_points.size(); }

    /// Camera-space position of point i.
    [[nodiscard]] Eigen::Vector3d position(const Kinematics& pose, const Eigen::VectorXd& shape,
                                           int i) const;

    /// Position and, if @p wanted, its derivative [3,free.count] (else left as it is); columns that
    /// do not move the point are zero. Needs a pose with derivatives then.
    Eigen::Vector3d position(const Kinematics& pose, const Eigen::VectorXd& shape, int i,
                             bool wanted, Eigen::Matrix3Xd& derivative) const;

private:
    const FitModel& m_model;
    FitLayout m_layout;
    PointSet m_points;
    RowMatrix m_freeBasis; ///< [3N,F]
    const FreeSet& m_free;
};

/// FitModel::bodyLandmarks() as @p x poses them: [33,3] camera axes, metres.
[[nodiscard]] RowMatrix posedBodyLandmarks(const FitModel& model, const Eigen::VectorXd& x);

} // namespace maquette
