// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Residuals of the fit and their derivatives, term by term.

#include "core/fit/evidence.h"
#include "core/fit/kinematics.h"

#include <memory>
#include <vector>

namespace maquette {

/// Rows of residuals being filled; the Jacobian is absent when only values are asked for.
struct Rows {
    Eigen::Ref<Eigen::VectorXd> residuals;
    RowMatrix* jacobian; ///< null or [rows,free.count], same rows as residuals
    int first = 0;       ///< row of the term within jacobian
};

/// One kind of evidence or prior.
class Term {
public:
    virtual ~Term() = default;
    [[nodiscard]] virtual int rows() const = 0;
    virtual void evaluate(const Eigen::VectorXd& x, const Kinematics& pose,
                          const Eigen::VectorXd& shape, Rows rows) const = 0;
};

/// What the terms of a stage share.
struct StageView {
    const FitModel& model;
    const Evidence& evidence;
    FitLayout layout;
    FreeSet free;
};

/// A residual that grows like its square root beyond @p limit (Huber's loss as a residual).
/// @return  factor for the derivative.
double huber(double& residual, double limit);

/// Points against pixels: (projection - pixel) * scale * weight, two rows a point.
class ProjectionTerm : public Term {
public:
    /// @param points  of @p view.model; @p pixels [N,2]; @p weights [N].
    ProjectionTerm(const StageView& view, PointSet points, RowMatrix pixels,
                   Eigen::VectorXd weights, double scale, double huberLimit);
    [[nodiscard]] int rows() const override { return 2 * m_points.size(); }
    void evaluate(const Eigen::VectorXd& x, const Kinematics& pose, const Eigen::VectorXd& shape,
                  Rows rows) const override;

private:
    const StageView& m_view;
    PosedPoints m_points;
    RowMatrix m_pixels;
    Eigen::VectorXd m_weights;
    double m_scale;
    double m_huber;
};

/// Surface points against the outline, along its normal: one row a pair.
class OutlineTerm : public Term {
public:
    OutlineTerm(const StageView& view, PointSet points, RowMatrix pixels, RowMatrix normals,
                Eigen::VectorXd weights, double scale, double huberLimit);
    [[nodiscard]] int rows() const override { return m_points.size(); }
    void evaluate(const Eigen::VectorXd& x, const Kinematics& pose, const Eigen::VectorXd& shape,
                  Rows rows) const override;

private:
    const StageView& m_view;
    PosedPoints m_points;
    RowMatrix m_pixels;
    RowMatrix m_normals;
    Eigen::VectorXd m_weights;
    double m_scale;
    double m_huber;
};

/// Directions of body segments in space: three rows a segment.
class SegmentTerm : public Term {
public:
    SegmentTerm(const StageView& view, double weight);
    [[nodiscard]] int rows() const override { return 3 * static_cast<int>(kSegments.size()); }
    void evaluate(const Eigen::VectorXd& x, const Kinematics& pose, const Eigen::VectorXd& shape,
                  Rows rows) const override;

private:
    const StageView& m_view;
    PosedPoints m_points;
    double m_weight;
};

/// The line from ankles to ears is upright, as a camera of a known pitch sees it.
class UprightTerm : public Term {
public:
    UprightTerm(const StageView& view, double weight, double pitch);
    [[nodiscard]] int rows() const override { return 1; }
    void evaluate(const Eigen::VectorXd& x, const Kinematics& pose, const Eigen::VectorXd& shape,
                  Rows rows) const override;

private:
    PosedPoints m_points;
    double m_weight;
    double m_depth; ///< of the upright unit vector
};

/// Pixel of a camera-space point and its derivative by the point and by log focal.
struct Projected {
    Eigen::Vector2d pixel;
    Eigen::Matrix<double, 2, 3> byPoint;
    Eigen::Vector2d byLogFocal;
};
[[nodiscard]] Projected projectPoint(const Evidence& evidence, double logFocal,
                                     const Eigen::Vector3d& point);

} // namespace maquette
