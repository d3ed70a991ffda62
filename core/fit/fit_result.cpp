// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/fit_result.h"

#include "core/fit/camera_pitch.h"
#include "core/fit/terms.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

using Block = ShapeBasis::Block;

/// Whether perception saw a body point, rather than guessed it from the others.
bool isSeen(const Evidence& evidence, int landmark) {
    constexpr double kDoubtful = 0.15; // of the weight of a point that is surely seen
    const double x = evidence.body(landmark, 0);
    const double y = evidence.body(landmark, 1);
    return evidence.bodyWeight[landmark] > kDoubtful && x >= 0.0 && y >= 0.0 &&
           x < evidence.width && y < evidence.height;
}

FitMetrics measure(const FitModel& model, const Fitter& fitter) {
    const Evidence& evidence = fitter.evidence();
    const Eigen::VectorXd& x = fitter.unknowns();
    const FitLayout layout(model);
    const Eigen::VectorXd shape = layout.coefficients(x);
    const Kinematics pose(model, layout, x, {}, false);
    const FreeSet none(layout, {});
    const PosedPoints body(model, model.bodyLandmarks(), none);
    const PosedPoints face(model, model.faceLandmarks(), none);
    const auto distance = [&](const PosedPoints& points, int i, const RowMatrix& pixels) {
        const Eigen::Vector3d p = points.position(pose, shape, i);
        const Eigen::Vector2d pixel = projectPoint(evidence, x[FitLayout::kFocal], p).pixel;
        return (pixel - pixels.row(i).transpose()).norm();
    };
    FitMetrics metrics;
    int seen = 0;
    for (const int joint : kJointLandmarks) {
        if (isSeen(evidence, joint)) {
            metrics.jointError += distance(body, joint, evidence.body) / evidence.personHeight;
            ++seen;
        }
    }
    metrics.jointError /= std::max(seen, 1);
    for (int i = 0; i < static_cast<int>(evidence.face.rows()); ++i) {
        metrics.faceError += distance(face, i, evidence.face) /
                             (evidence.faceWidth * static_cast<double>(evidence.face.rows()));
    }
    const double lean = leanInCamera(model, x) - cameraPitch(model, evidence, x);
    metrics.leanDegrees = lean * 180.0 / std::numbers::pi;
    metrics.iou = silhouetteIou(model, evidence, x);
    metrics.iterations = fitter.iterations();
    return metrics;
}

/// The camera's rotation: looking down by @p pitch, level, turned to where the person faces.
/// @param rootInCamera  global rotation of the root bone.
Eigen::Matrix3d viewRotation(const Eigen::Matrix3d& rootInCamera, double pitch) {
    const Eigen::Matrix3d level =
        Eigen::AngleAxisd(pitch, Eigen::Vector3d::UnitX()) * facingCamera();
    const Eigen::Vector3d front = level.transpose() * rootInCamera.col(2);
    const double yaw = std::atan2(front.x(), front.z());
    return level * Eigen::AngleAxisd(yaw, Eigen::Vector3d::UnitY());
}

} // namespace

FitResult makeFitResult(const FitModel& model, const Fitter& fitter) {
    const FitLayout layout(model);
    const Eigen::VectorXd& x = fitter.unknowns();
    const Evidence& evidence = fitter.evidence();
    Eigen::VectorXd neutral = layout.coefficients(x);
    FitResult result;
    result.photoShape = model.shape(neutral);
    for (const int k : model.coefficientsOf(Block::FacialUnit)) {
        result.facialUnits[model.shapeBasis().names[k]] = std::clamp(neutral[k], 0.0, 1.0);
        neutral[k] = 0.0;
    }
    result.restShape = model.shape(neutral);
    result.rig = model.rig();
    result.skeleton = result.rig->skeletonFor(result.photoShape);
    result.pose.rotations.assign(result.skeleton.bones.size(), Eigen::Matrix3f::Identity());
    for (int j = 1; j < model.boneCount(); ++j) {
        result.pose.rotations[model.rigBones()[j]] =
            rotationFrom(x.segment<3>(layout.pose(j))).cast<float>();
    }
    const Eigen::Matrix3d root = facingCamera() * rotationFrom(x.segment<3>(FitLayout::kRoot));
    const Eigen::Matrix3d view = viewRotation(root, cameraPitch(model, evidence, x));
    const int rootBone = model.rigBones()[0];
    result.pose.rotations[rootBone] = (view.transpose() * root).cast<float>();
    const Eigen::Vector3d joint = result.skeleton.bones[rootBone].head.cast<double>();
    result.camera.width = evidence.width;
    result.camera.height = evidence.height;
    result.camera.focal = evidence.focal * std::exp(x[FitLayout::kFocal]);
    result.camera.cx = evidence.centre.x();
    result.camera.cy = evidence.centre.y();
    result.camera.modelToCamera.linear() = view.cast<float>();
    result.camera.modelToCamera.translation() =
        (x.segment<3>(FitLayout::kTranslation) - view * joint).cast<float>();
    result.metrics = measure(model, fitter);
    return result;
}

} // namespace maquette
