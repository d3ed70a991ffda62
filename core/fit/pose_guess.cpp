// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/pose_guess.h"

#include "core/fit/terms.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

/// How much a guess's directions in space count, each as one that is surely seen counts 1.
constexpr double kGuessTrust = 8.0;
constexpr double kDisagreement = 0.035; ///< of the person's height, between ends in the picture
constexpr double kSeen = 0.25;          ///< weight of a segment that the picture tells about

/// Rotations of all bones in model space.
std::vector<Eigen::Matrix3d> globalRotations(const FitResult& character) {
    std::vector<Eigen::Matrix3d> rotations;
    for (const Eigen::Affine3f& bone : boneTransforms(character.skeleton, character.pose)) {
        rotations.emplace_back(bone.linear().cast<double>());
    }
    return rotations;
}

/// The guess's camera, and its pose on the reduced skeleton.
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

/// Segments that show how a bone is turned.
struct ShownBy {
    const char* bone;
    std::vector<int> segments;
};

const std::vector<ShownBy>& shownBones() {
    static const std::vector<ShownBy> shown = {
        {"root", {9}},         {"spine04", {10, 11}}, {"spine02", {8}},      {"upperarm01.L", {0}},
        {"lowerarm01.L", {1}}, {"upperarm01.R", {2}}, {"lowerarm01.R", {3}}, {"upperleg01.L", {4}},
        {"lowerleg01.L", {5}}, {"upperleg01.R", {6}}, {"lowerleg01.R", {7}}, {"foot.L", {12}},
        {"foot.R", {13}}};
    return shown;
}

/// Whether a segment of posed landmarks lies as the picture shows it.
bool agrees(const Evidence& evidence, const PoseGuess& guess, int s) {
    if (evidence.segmentWeight[s] <= kSeen) {
        return true; // nothing speaks against it
    }
    const auto [from, to] = kSegments[s];
    const auto pixel = [&](int landmark) {
        return projectPoint(evidence, guess.x[FitLayout::kFocal], guess.body.row(landmark)).pixel;
    };
    const Eigen::Vector2d guessed = pixel(to) - pixel(from);
    const Eigen::Vector2d seen = (evidence.body.row(to) - evidence.body.row(from)).transpose();
    return (guessed - seen).norm() <= kDisagreement * evidence.personHeight;
}

} // namespace

bool PoseGuess::isWhollyBelieved() const {
    return std::all_of(believed.begin(), believed.end(), [](bool bone) { return bone; });
}

PoseGuess readGuess(const FitModel& model, const Evidence& evidence, const FitResult& guess) {
    const Eigen::VectorXd x = guessedPoint(model, evidence, guess);
    PoseGuess read{x, posedBodyLandmarks(model, x), std::vector<bool>(model.boneCount(), true)};
    for (const ShownBy& shown : shownBones()) {
        for (const int segment : shown.segments) {
            const int bone = model.boneIndex(shown.bone);
            read.believed[bone] = read.believed[bone] && agrees(evidence, read, segment);
        }
    }
    for (int bone = 1; bone < model.boneCount(); ++bone) {
        read.believed[bone] = read.believed[bone] && read.believed[model.parents()[bone]];
    }
    return read;
}

void adoptGuess(const FitModel& model, const FitResult& guess, const PoseGuess& read,
                Evidence& evidence) {
    for (const ShownBy& shown : shownBones()) {
        if (read.believed[model.boneIndex(shown.bone)]) {
            for (const int segment : shown.segments) {
                const auto [from, to] = kSegments[segment];
                evidence.segment.row(segment) =
                    (read.body.row(to) - read.body.row(from)).normalized();
                evidence.segmentWeight[segment] = kGuessTrust;
            }
        }
    }
    evidence.pitch = pitchOf(guess.camera);
}

Eigen::VectorXd guessedStart(const FitModel& model, const PoseGuess& guess,
                             const Eigen::VectorXd& start) {
    const FitLayout layout(model);
    Eigen::VectorXd x = start;
    if (guess.isBelieved()) {
        x.head(FitLayout::kPose) = guess.x.head(FitLayout::kPose);
    }
    for (int bone = 1; bone < model.boneCount(); ++bone) {
        if (guess.believed[bone]) {
            x.segment<3>(layout.pose(bone)) = guess.x.segment<3>(layout.pose(bone));
        }
    }
    return x;
}

} // namespace maquette
