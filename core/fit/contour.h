// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Pairs of points on the model's outline and on the mask's outline.

#include "core/fit/evidence.h"
#include "core/fit/kinematics.h"

#include <vector>

namespace maquette {

struct OutlinePairs {
    std::vector<SurfacePoint> points; ///< on the body
    RowMatrix pixels;                 ///< [N,2] on the mask's outline, photo pixels
    RowMatrix normals;                ///< [N,2] unit, outward
    Eigen::VectorXd weights;          ///< [N]
};

/// The body drawn through the fitted camera.
struct Silhouette {
    cv::Mat inside;                           ///< CV_8UC1 0 or 1
    cv::Mat triangle;                         ///< CV_32SC1, row of FitModel::bodyTriangles or -1
    std::vector<Eigen::Vector3f> barycentric; ///< per pixel
    double scale = 1;                         ///< silhouette pixels per photo pixel
};

/// Camera-space vertices [kTemplateVertices,3] for unknowns @p x.
[[nodiscard]] Points cameraSpaceShape(const FitModel& model, const Eigen::VectorXd& x);

/// @param personPixels  wanted height of the person in the drawing.
[[nodiscard]] Silhouette drawSilhouette(const FitModel& model, const Evidence& evidence,
                                        const Eigen::VectorXd& x, double personPixels);

/// Intersection over union of the body and the mask; 0 without a mask.
[[nodiscard]] double silhouetteIou(const FitModel& model, const Evidence& evidence,
                                   const Eigen::VectorXd& x);

/// Nearest pairs with like normals and like body parts. Where the mask is wider than the body it
/// is trusted on skin only, since clothes are not the body; hair, shoes and hands count little.
/// @param radius  largest distance of a pair, fraction of the person's height.
[[nodiscard]] OutlinePairs pairOutlines(const FitModel& model, const Evidence& evidence,
                                        const Eigen::VectorXd& x, double radius);

} // namespace maquette
