// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/fit_start.h"

#include "core/fit/priors.h"

#include <Eigen/SVD>

#include <array>

namespace maquette {

Eigen::VectorXd startingPoint(const FitModel& model, const Evidence& evidence, double gender) {
    constexpr std::array<int, 4> kTorso = {11, 12, 23, 24};
    const FitLayout layout(model);
    Eigen::VectorXd x = Eigen::VectorXd::Zero(layout.size());
    x.segment(layout.coefficient(0), model.macroCount()) = macroMean(model, gender);
    const Eigen::VectorXd shape = layout.coefficients(x);

    Eigen::Matrix<double, 4, 3> own;
    Eigen::Matrix<double, 4, 3> seen;
    Eigen::Matrix<double, 4, 2> pixels;
    for (int i = 0; i < 4; ++i) {
        const int l = kTorso[i];
        own.row(i) = model.bodyLandmarks().mean.row(l) +
                     (model.bodyLandmarks().basis.middleRows<3>(3 * l) * shape).transpose();
        seen.row(i) = evidence.world.row(l);
        pixels.row(i) = evidence.body.row(l);
    }
    const Eigen::Matrix<double, 4, 3> ownCentred = own.rowwise() - own.colwise().mean();
    const Eigen::Matrix<double, 4, 3> seenCentred = seen.rowwise() - seen.colwise().mean();
    const Eigen::JacobiSVD<Eigen::Matrix3d> svd(seenCentred.transpose() * ownCentred,
                                                Eigen::ComputeFullU | Eigen::ComputeFullV);
    Eigen::Vector3d sign(1.0, 1.0, (svd.matrixU() * svd.matrixV().transpose()).determinant());
    const Eigen::Matrix3d rotation = svd.matrixU() * sign.asDiagonal() * svd.matrixV().transpose();
    x.segment<3>(FitLayout::kRoot) = rotationVector(facingCamera().transpose() * rotation);

    const Eigen::Matrix<double, 4, 2> projected = (ownCentred * rotation.transpose()).leftCols<2>();
    const Eigen::Matrix<double, 4, 2> pixelsCentred = pixels.rowwise() - pixels.colwise().mean();
    const double pixelsPerMetre = pixelsCentred.norm() / std::max(projected.norm(), 1e-6);
    const double depth = evidence.focal / std::max(pixelsPerMetre, 1e-6);
    const Eigen::Vector2d hips = 0.5 * (pixels.row(2) + pixels.row(3)).transpose();
    x.segment<2>(FitLayout::kTranslation) = (hips - evidence.centre) * depth / evidence.focal;
    x[FitLayout::kTranslation + 2] = depth;
    return x;
}

} // namespace maquette
