// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/evidence.h"

#include "core/image/focal_length.h"
#include "core/image/skin_map.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr double kDefaultFocal35 = 50.0; ///< mm, where the photo does not say

/// Trust by kind: the face points of the pose network are coarse, its hips are bulky.
double landmarkTrust(int landmark, bool hasFace) {
    if (landmark <= 10) {
        return hasFace ? 0.05 : 0.25;
    }
    if (landmark <= 12) {
        return 0.8;
    }
    if (landmark >= 17 && landmark <= 22) {
        return 0.35;
    }
    if (landmark == 23 || landmark == 24) {
        return 0.7;
    }
    return landmark >= 29 ? 0.6 : 1.0;
}

double segmentTrust(size_t segment) {
    return segment < 8 ? 1.0 : segment < 10 ? 0.8 : segment < 12 ? 0.5 : 0.4;
}

void gatherBody(const Person& person, Evidence& evidence) {
    evidence.body.resize(kBodyLandmarks, 2);
    evidence.world.resize(kBodyLandmarks, 3);
    evidence.bodyWeight.resize(kBodyLandmarks);
    for (int i = 0; i < kBodyLandmarks; ++i) {
        const BodyLandmark& l = person.body[i];
        evidence.body.row(i) << l.pixel.x, l.pixel.y;
        evidence.world.row(i) << l.world.x, l.world.y, l.world.z;
        const double seen = std::clamp(static_cast<double>(l.visibility), 0.0, 1.0);
        evidence.bodyWeight[i] = landmarkTrust(i, evidence.faceWidth > 0) * seen * seen;
    }
    evidence.segment.resize(kSegments.size(), 3);
    evidence.segmentWeight.resize(kSegments.size());
    for (size_t s = 0; s < kSegments.size(); ++s) {
        const auto [from, to] = kSegments[s];
        const Eigen::RowVector3d direction = evidence.world.row(to) - evidence.world.row(from);
        evidence.segment.row(s) = direction / std::max(direction.norm(), 1e-6);
        const double seen = std::min(person.body[from].visibility, person.body[to].visibility);
        evidence.segmentWeight[s] = seen * seen * segmentTrust(s);
    }
}

double personHeightIn(const Subject& subject) {
    const Person& person = *subject.person;
    float left = 1e9F;
    float right = -1e9F;
    float top = 1e9F;
    float bottom = -1e9F;
    for (const BodyLandmark& l : person.body) {
        left = std::min(left, l.pixel.x);
        right = std::max(right, l.pixel.x);
        top = std::min(top, l.pixel.y);
        bottom = std::max(bottom, l.pixel.y);
    }
    return 1.05 * std::hypot(right - left, bottom - top);
}

} // namespace

Evidence gatherEvidence(const FitModel& model, const Subject& subject) {
    const Person& person = *subject.person;
    Evidence evidence;
    evidence.width = subject.photo.pixels.cols;
    evidence.height = subject.photo.pixels.rows;
    evidence.focal =
        focalPixels(subject.photo.focal35.value_or(kDefaultFocal35), subject.photo.pixels.size());
    evidence.focalSigma = subject.photo.focal35 ? 0.03 : 0.2;
    evidence.centre << (evidence.width - 1) * 0.5, (evidence.height - 1) * 0.5;
    evidence.personHeight = personHeightIn(subject);
    if (person.face.size() == kFaceLandmarks) {
        const auto apart = [&](int a, int b) {
            return std::hypot(person.face[a].x - person.face[b].x,
                              person.face[a].y - person.face[b].y);
        };
        // Cheek to cheek; in profile three quarters of forehead to chin are more reliable.
        evidence.faceWidth = std::max(apart(454, 234), 0.75F * apart(10, 152));
        const auto& indices = model.faceIndices();
        evidence.face.resize(indices.size(), 2);
        for (size_t i = 0; i < indices.size(); ++i) {
            evidence.face.row(i) << person.face[indices[i]].x, person.face[indices[i]].y;
        }
    }
    gatherBody(person, evidence);
    evidence.mask = subject.mask;
    if (!subject.mask.empty()) {
        evidence.skin = skinMap(subject.photo, person, subject.mask);
    }
    return evidence;
}

} // namespace maquette
