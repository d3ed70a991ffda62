// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/body_coordinates.h"

#include "core/synthesis/noise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

using Eigen::Vector3f;

bool isArmBone(const std::string& name) {
    for (const char* prefix : {"upperarm", "lowerarm", "wrist", "metacarpal", "finger"}) {
        if (name.starts_with(prefix)) {
            return true;
        }
    }
    return false;
}

/// Parameter 0 … n along a chain of points; a segment counts 1.
float placeAlong(const std::vector<Vector3f>& chain, const Vector3f& point) {
    float best = 0.0F;
    float nearest = 1e30F;
    for (size_t i = 0; i + 1 < chain.size(); ++i) {
        const Vector3f axis = chain[i + 1] - chain[i];
        const float low = i == 0 ? -1.0F : 0.0F;
        const float t = std::clamp((point - chain[i]).dot(axis) / axis.squaredNorm(), low, 1.0F);
        const float distance = (point - chain[i] - t * axis).squaredNorm();
        if (distance < nearest) {
            nearest = distance;
            best = static_cast<float>(i) + t;
        }
    }
    return best;
}

std::vector<Vector3f> boneHeads(const Skeleton& skeleton, const std::vector<std::string>& names) {
    std::vector<Vector3f> heads;
    for (const auto& name : names) {
        const int bone = skeleton.indexOf(name);
        if (bone >= 0) {
            heads.push_back(skeleton.bones[bone].head);
        }
    }
    return heads;
}

void markGroup(const Template& body, const char* group, Eigen::MatrixXf& values, int column) {
    const auto found = body.groups.find(group);
    if (found != body.groups.end()) {
        for (const int v : found->second) {
            values(v, column) = 1.0F;
        }
    }
}

/// Rounds the steps that a yes-or-no group makes along mesh edges.
void softenColumn(const Triangles& triangles, Eigen::MatrixXf& values, int column) {
    const Eigen::VectorXf old = values.col(column);
    Eigen::VectorXf sum = Eigen::VectorXf::Zero(old.size());
    Eigen::VectorXf count = Eigen::VectorXf::Zero(old.size());
    for (const auto& [a, b] : uniqueEdges(triangles)) {
        sum[a] += old[b];
        sum[b] += old[a];
        count[a] += 1.0F;
        count[b] += 1.0F;
    }
    for (Eigen::Index v = 0; v < old.size(); ++v) {
        if (count[v] > 0.0F) {
            values(v, column) = 0.6F * old[v] + 0.4F * sum[v] / count[v];
        }
    }
}

/// Height of the hairline by the angle from the face's middle, degrees and metres.
constexpr std::array<std::array<float, 2>, 12> kHairline = {{{0.0F, 0.812F},
                                                             {25.0F, 0.811F},
                                                             {42.0F, 0.796F},
                                                             {54.0F, 0.772F},
                                                             {64.0F, 0.745F},
                                                             {76.0F, 0.716F},
                                                             {82.0F, 0.724F},
                                                             {90.0F, 0.747F},
                                                             {116.0F, 0.742F},
                                                             {128.0F, 0.690F},
                                                             {145.0F, 0.645F},
                                                             {180.0F, 0.628F}}};

} // namespace

Result<BodyCoordinates> makeBodyCoordinates(const Library& library) {
    const auto rig = library.rig("default");
    if (!rig) {
        return fail(rig.error());
    }
    const Template& body = library.templateMesh();
    const Points& base = body.mesh.positions;
    const Skeleton skeleton = (*rig)->skeletonFor(base);
    const auto arm =
        boneHeads(skeleton, {"upperarm01.L", "lowerarm01.L", "wrist.L", "finger3-3.L"});
    const auto leg = boneHeads(skeleton, {"upperleg01.L", "lowerleg01.L", "foot.L"});
    BodyCoordinates result;
    result.values = Eigen::MatrixXf::Zero(base.rows(), kBodyColumns);
    const SkinWeights& weights = (*rig)->weights;
    for (int v = 0; v < base.rows(); ++v) {
        const Vector3f p = base.row(v);
        const Vector3f left(std::abs(p.x()), p.y(), p.z());
        float armShare = 0.0F;
        for (int e = weights.offsets[v]; e < weights.offsets[v + 1]; ++e) {
            armShare +=
                isArmBone(skeleton.bones[weights.bones[e]].name) ? weights.weights[e] : 0.0F;
        }
        auto row = result.values.row(v);
        row.head<3>() = p;
        row[kArm] = armShare;
        row[kArmPlace] = placeAlong(arm, left);
        const float hip = leg[0].y();
        const float knee = leg[1].y();
        const float ankle = leg[2].y();
        row[kLegPlace] =
            p.y() > knee ? (hip - p.y()) / (hip - knee) : 1.0F + (knee - p.y()) / (knee - ankle);
    }
    markGroup(body, "lips", result.values, kLips);
    markGroup(body, "inside-mouth", result.values, kMouth);
    markGroup(body, "fingernails", result.values, kNails);
    markGroup(body, "toenails", result.values, kNails);
    softenColumn(triangulate(body.mesh).vertices, result.values, kLips);
    return result;
}

float scalpHeight(const Vector3f& base) {
    constexpr float kHeadMiddle = 0.045F; // metres to the front, between the ears
    const float angle =
        std::atan2(std::abs(base.x()), base.z() - kHeadMiddle) * 180.0F / std::numbers::pi_v<float>;
    size_t i = 1;
    while (i + 1 < kHairline.size() && kHairline[i][0] < angle) {
        ++i;
    }
    const auto& a = kHairline[i - 1];
    const auto& b = kHairline[i];
    const float line = a[1] + (b[1] - a[1]) * smoothStep(a[0], b[0], angle);
    return base.y() - line;
}

} // namespace maquette
