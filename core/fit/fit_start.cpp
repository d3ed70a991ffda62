// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/fit_start.h"

#include "core/fit/priors.h"
#include "core/fit/terms.h"

#include <Eigen/SVD>

#include <array>
#include <cmath>

namespace maquette {
namespace {

/// How much a guess's directions in space count, each as one that is surely seen counts 1.
constexpr double kGuessTrust = 8.0;
constexpr double kDisagreement = 0.035; ///< of the person's height, between ends in the picture
constexpr double kSeen = 0.25;          ///< weight of a segment that the picture tells about

/// Rotations of all bones in model space.
std::vector<Eigen::Matrix3d> globalRotations(const FitResult& character) {
    const std::vector<Bone>& bones = character.skeleton.bones;
    std::vector<Eigen::Matrix3d> rotations;
    for (size_t b = 0; b < bones.size(); ++b) {
        const Eigen::Matrix3d own = character.pose.rotations[b].cast<double>();
        rotations.push_back(bones[b].parent < 0 ? own : rotations[bones[b].parent] * own);
    }
    return rotations;
}

} // namespace

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

Eigen::VectorXd guessedPoint(const FitModel& model, const Evidence& evidence,
                             const FitResult& guess) {
    const FitLayout layout(model);
    Eigen::VectorXd x = Eigen::VectorXd::Zero(layout.size());
    const std::vector<Eigen::Matrix3d> rotations = globalRotations(guess);
    const Eigen::Matrix3d view = guess.camera.modelToCamera.linear().cast<double>();
    const auto& bones = model.rigBones();
    x.segment<3>(FitLayout::kRoot) =
        rotationVector(facingCamera().transpose() * view * rotations[bones[0]]);
    const Eigen::Vector3d root =
        (guess.skeleton.bones[bones[0]].head + guess.pose.translation).cast<double>();
    x.segment<3>(FitLayout::kTranslation) =
        view * root + guess.camera.modelToCamera.translation().cast<double>();
    x[FitLayout::kFocal] = std::log(guess.camera.focal / evidence.focal);
    for (int j = 1; j < model.boneCount(); ++j) {
        x.segment<3>(layout.pose(j)) =
            rotationVector(rotations[bones[model.parents()[j]]].transpose() * rotations[bones[j]]);
    }
    return x;
}

bool believeGuess(const FitModel& model, const FitResult& guess, const Eigen::VectorXd& x,
                  Evidence& evidence) {
    const RowMatrix body = posedBodyLandmarks(model, x);
    bool allAgree = true;
    for (size_t s = 0; s < kSegments.size(); ++s) {
        const auto [from, to] = kSegments[s];
        const Eigen::Vector3d a = body.row(from);
        const Eigen::Vector3d b = body.row(to);
        const auto pixel = [&](const Eigen::Vector3d& point) {
            return projectPoint(evidence, x[FitLayout::kFocal], point).pixel;
        };
        const Eigen::Vector2d guessed = pixel(b) - pixel(a);
        const Eigen::Vector2d seen = (evidence.body.row(to) - evidence.body.row(from)).transpose();
        const double off = (guessed - seen).norm() / evidence.personHeight;
        if (off > kDisagreement && evidence.segmentWeight[s] > kSeen) {
            allAgree = false;
            continue;
        }
        evidence.segment.row(s) = (b - a).normalized().transpose();
        evidence.segmentWeight[s] = kGuessTrust;
    }
    evidence.pitch = pitchOf(guess.camera);
    return allAgree;
}

} // namespace maquette
