// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/fit_evaluation.h"

#include "core/data/sampler.h"
#include "core/geometry/viewed_pose.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace maquette {
namespace {

/// Scaled by kNormalHeight over the height of the rest shape.
Points normalJoints(const ViewedPose& viewed, const Points& restShape) {
    return viewedJoints(viewed) * (kNormalHeight / bodyHeight(restShape));
}

} // namespace

Points evaluationShape(const Points& shape) {
    return normalizedShape(shape).topRows(kBodyVertices);
}

double poseError(const FitResult& fit, const EvaluationItem& truth) {
    return shapeError(normalJoints({fit.skeleton, fit.pose, fit.camera}, fit.restShape),
                      normalJoints({truth.skeleton, truth.pose, truth.camera}, truth.restShape));
}

double pictureError(const FitResult& fit, const EvaluationItem& truth) {
    const Points off = photographedJoints({fit.skeleton, fit.pose, fit.camera}) -
                       photographedJoints({truth.skeleton, truth.pose, truth.camera});
    const double height = cv::boundingRect(truth.mask > 127).height;
    return 100.0 * off.leftCols<2>().rowwise().norm().mean() / height;
}

double uprightError(const FitResult& fit, const EvaluationItem& truth) {
    const auto up = [](const Camera& camera) {
        return Eigen::Vector3f(camera.modelToCamera.linear() * Eigen::Vector3f::UnitY());
    };
    const float cosine = up(fit.camera).dot(up(truth.camera));
    return std::acos(std::clamp(static_cast<double>(cosine), -1.0, 1.0)) * 180.0 / std::numbers::pi;
}

Result<ShapeBaselines> shapeBaselines(const Library& library, const std::vector<Points>& truths,
                                      int samples, std::uint64_t seed, const Context& ctx) {
    ShapeBaselines baselines;
    const Points mean = evaluationShape(library.templateMesh().mesh.positions);
    for (const Points& truth : truths) {
        baselines.mean.push_back(shapeError(mean, truth));
    }
    baselines.oracle.assign(truths.size(), std::numeric_limits<double>::max());
    Random random(seed);
    for (int i = 0; i < samples; ++i) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        const Result<Points> shape = library.shape(sampleCharacter(library, random));
        if (!shape) {
            return fail(shape.error());
        }
        const Points sample = evaluationShape(*shape);
        for (size_t t = 0; t < truths.size(); ++t) {
            baselines.oracle[t] = std::min(baselines.oracle[t], shapeError(sample, truths[t]));
        }
    }
    return baselines;
}

} // namespace maquette
