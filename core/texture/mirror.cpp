// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/mirror.h"

#include <algorithm>
#include <cmath>

namespace maquette::texture {
namespace {

constexpr float kMostGain = 2.2F;

/// Shares of the garments that a zone may borrow.
bool mayBorrow(Zone zone, Garment garment) {
    switch (zone) {
    case Zone::Mouth:
    case Zone::Socket:
        return false;
    case Zone::Scalp:
    case Zone::Temple:
        return garment == Garment::Hair || garment == Garment::Skin;
    case Zone::Foot:
        return garment == Garment::Shoes || garment == Garment::Skin;
    default:
        return garment == Garment::Skin;
    }
}

Eigen::VectorXf scopeOf(const Survey& survey, const std::vector<int>& partner) {
    Eigen::VectorXf scope = Eigen::VectorXf::Zero(kBodyVertices);
    for (int v = 0; v < kBodyVertices; ++v) {
        for (int g = 0; g < kGarmentCount; ++g) {
            if (mayBorrow(survey.zones->zone[v], static_cast<Garment>(g))) {
                scope[v] += survey.labels.share(v, g) * survey.labels.share(partner[v], g);
            }
        }
    }
    return scope;
}

} // namespace

MirrorPlan planMirror(const Survey& survey, const std::vector<int>& mirrorVertex) {
    MirrorPlan plan;
    plan.partner.assign(mirrorVertex.begin(), mirrorVertex.begin() + kBodyVertices);
    plan.scope = scopeOf(survey, plan.partner);
    Eigen::VectorXf weight = Eigen::VectorXf::Zero(kBodyVertices);
    VertexValues color = VertexValues::Zero(kBodyVertices, 3);
    for (const Sample& s : survey.samples) {
        for (int k = 0; k < 3; ++k) {
            weight[s.corners[k]] += s.sight * s.weights[k];
            color.row(s.corners[k]) += s.sight * s.weights[k] * s.color.transpose();
        }
    }
    VertexValues target = VertexValues::Zero(kBodyVertices, 3);
    Eigen::VectorXf pull = Eigen::VectorXf::Zero(kBodyVertices);
    for (int v = 0; v < kBodyVertices; ++v) {
        const int p = plan.partner[v];
        const float both = std::min({1.0F, weight[v], weight[p]});
        if (both < 0.05F || p == v) {
            pull[v] = p == v ? 0.02F : 0.0F; // the midline is its own partner: no gain
            continue;
        }
        // Soft, so that a mole or a slightly shifted lip does not count as light.
        pull[v] = 0.02F * both * plan.scope[v];
        const auto mine = (color.row(v).array() / weight[v] + 4.0F).log();
        const auto theirs = (color.row(p).array() / weight[p] + 4.0F).log();
        target.row(v) = (mine - theirs).matrix();
    }
    const float most = std::log(kMostGain);
    plan.gain = diffuse(survey.zones->edges, pull, target);
    plan.gain = plan.gain.array().max(-most).min(most).exp().matrix();
    return plan;
}

} // namespace maquette::texture
