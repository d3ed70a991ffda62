// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/fit_warnings.h"

#include "core/image/body_points.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maquette {
namespace {

constexpr double kLooseJoints = 0.02;  ///< of the person's height; good fits have below 0.01
constexpr double kLooseOutline = 0.85; ///< intersection over union; good fits have above 0.93
constexpr double kSteep = 0.26;        ///< radians, a camera that looks down or up on a person

std::string percent(double share) {
    return std::to_string(std::lround(100.0 * share)) + " %";
}

/// Farthest over nearest depth of the joints that project into the picture; 1 for none.
double depthRatio(const FitResult& fit) {
    const Points joints = posedHeads(fit.skeleton, boneTransforms(fit.skeleton, fit.pose));
    const Points pixels = project(fit.camera, joints);
    float nearest = std::numeric_limits<float>::max();
    float farthest = 0.0F;
    for (Eigen::Index b = 0; b < pixels.rows(); ++b) {
        const bool inside = pixels(b, 0) >= 0.0F && pixels(b, 1) >= 0.0F &&
                            pixels(b, 0) < static_cast<float>(fit.camera.width) &&
                            pixels(b, 1) < static_cast<float>(fit.camera.height);
        if (inside && pixels(b, 2) > 0.0F) {
            nearest = std::min(nearest, pixels(b, 2));
            farthest = std::max(farthest, pixels(b, 2));
        }
    }
    return farthest > 0.0F ? farthest / nearest : 1.0;
}

/// True when shoulders, hips, knees and ankles are in the picture: errors measure what is seen.
bool isSeenWhole(const Subject& subject) {
    using enum BodyPoint;
    if (!subject.person) {
        return false;
    }
    const cv::Rect2f frame({}, cv::Size2f(subject.photo.pixels.size()));
    const auto& body = subject.person->body;
    return std::ranges::all_of(
        std::initializer_list<BodyPoint>{LeftShoulder, RightShoulder, LeftHip, RightHip, LeftKnee,
                                         RightKnee, LeftAnkle, RightAnkle},
        [&](BodyPoint point) { return frame.contains(body[index(point)].pixel); });
}

} // namespace

std::vector<std::string> fitWarnings(const FitResult& fit, double outlineIou,
                                     const Subject& subject) {
    std::vector<std::string> out;
    if (depthRatio(fit) > kStrongPerspective || std::abs(pitchOf(fit.camera)) > kSteep) {
        out.emplace_back("Strong perspective: what is near the camera looks larger than it is. A "
                         "photo from 3 m away at chest height gives better proportions.");
    }
    if (!isSeenWhole(subject)) {
        return out;
    }
    if (fit.metrics.jointError > kLooseJoints) {
        out.push_back("The pose could not be matched well: joints are off by " +
                      percent(fit.metrics.jointError) +
                      " of the height. A photo of someone who stands upright works best.");
    }
    if (!subject.mask.empty() && outlineIou < kLooseOutline) {
        out.push_back("The outline could not be matched well: " + percent(outlineIou) +
                      " of it agree. Plain surroundings and closer clothes work best.");
    }
    return out;
}

} // namespace maquette
