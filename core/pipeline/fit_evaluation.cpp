// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/fit_evaluation.h"

#include "core/data/sampler.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace maquette {
namespace {

constexpr double kMillimetres = 1000.0;

constexpr std::array<const char*, 14> kJoints = {
    "neck01",       "head",         "upperarm01.L", "upperarm01.R", "lowerarm01.L",
    "lowerarm01.R", "wrist.L",      "wrist.R",      "upperleg01.L", "upperleg01.R",
    "lowerleg01.L", "lowerleg01.R", "foot.L",       "foot.R"};
constexpr int kLeftHip = 8;
constexpr int kRightHip = 9;

Points jointsInView(const Skeleton& skeleton, const Pose& pose, const Camera& camera,
                    const Points& restShape) {
    const BoneTransforms transforms = boneTransforms(skeleton, pose);
    Points joints(static_cast<Eigen::Index>(kJoints.size()), 3);
    for (Eigen::Index j = 0; j < joints.rows(); ++j) {
        const int bone = skeleton.indexOf(kJoints[static_cast<size_t>(j)]);
        if (bone < 0) {
            joints.row(j).setConstant(std::numeric_limits<float>::quiet_NaN());
            continue;
        }
        const Eigen::Vector3f place = transforms[bone] * skeleton.bones[bone].head;
        joints.row(j) = camera.modelToCamera * place;
    }
    const Eigen::RowVector3f hips = 0.5F * (joints.row(kLeftHip) + joints.row(kRightHip));
    joints.rowwise() -= hips;
    return joints * (static_cast<float>(kEvaluationHeight) / bodyHeight(restShape));
}

double medianOf(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const size_t n = values.size();
    return 0.5 * (values[(n - 1) / 2] + values[n / 2]);
}

} // namespace

Points evaluationShape(const Points& shape) {
    Points body = shape.topRows(kBodyVertices);
    body *= static_cast<float>(kEvaluationHeight) / bodyHeight(shape);
    const Eigen::RowVector3f middle = body.colwise().mean();
    body.rowwise() -= middle;
    return body;
}

double shapeError(const Points& a, const Points& b) {
    return kMillimetres * static_cast<double>((a - b).rowwise().norm().mean());
}

double poseError(const FitResult& fit, const EvaluationItem& truth) {
    return shapeError(jointsInView(fit.skeleton, fit.pose, fit.camera, fit.restShape),
                      jointsInView(truth.skeleton, truth.pose, truth.camera, truth.restShape));
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

MedianInterval medianInterval(const std::vector<double>& values) {
    constexpr int kResamples = 2000;
    Random random(1);
    std::vector<double> medians;
    std::vector<double> drawn(values.size());
    for (int i = 0; i < kResamples; ++i) {
        for (double& value : drawn) {
            value = values[static_cast<size_t>(random.below(static_cast<int>(values.size())))];
        }
        medians.push_back(medianOf(drawn));
    }
    std::sort(medians.begin(), medians.end());
    return {medianOf(values), medians[kResamples / 40], medians[kResamples - 1 - kResamples / 40]};
}

} // namespace maquette
