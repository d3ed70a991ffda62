// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/hair_donors.h"

#include "core/clothing/limbs.h"

#include <limits>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr float kMostArm = 0.25F; ///< weight of arm bones that a strand may follow

float armWeight(const LayerInput& input, int vertex) {
    const SkinWeights& weights = input.rig->weights;
    float sum = 0.0F;
    for (int i = weights.offsets[vertex]; i < weights.offsets[vertex + 1]; ++i) {
        const std::string& bone = input.rig->bones[weights.bones[i]].name;
        const bool isArm = bone.starts_with("clavicle") || bone.starts_with("shoulder") ||
                           bone.starts_with("upperarm");
        sum += isArm ? weights.weights[i] : 0.0F;
    }
    return sum;
}

} // namespace

WeightDonors::WeightDonors(const LayerInput& input, float lowest) : m_input(input) {
    const auto& regions = input.templateMesh->regions;
    std::vector<bool> isFace(regions.size(), false);
    for (const char* name : {"face", "ears", "lips", "eyelids", "inside-mouth"}) {
        const auto group = input.templateMesh->groups.find(name);
        if (group == input.templateMesh->groups.end()) {
            continue;
        }
        for (const int v : group->second) {
            if (v < static_cast<int>(isFace.size())) {
                isFace[v] = true;
            }
        }
    }
    for (size_t v = 0; v < regions.size(); ++v) {
        const Limb limb = limbOf(regions[v]);
        if (!isFace[v] && (limb == Limb::Head || limb == Limb::Trunk) &&
            input.rest(static_cast<Eigen::Index>(v), 1) > lowest &&
            armWeight(input, static_cast<int>(v)) < kMostArm) {
            m_rows.push_back(static_cast<int>(v));
        }
    }
}

int WeightDonors::nearest(const Vector3f& point) const {
    int best = 0;
    float least = std::numeric_limits<float>::max();
    for (const int v : m_rows) {
        const float square = (m_input.rest.row(v).transpose() - point).squaredNorm();
        if (square < least) {
            least = square;
            best = v;
        }
    }
    return best;
}

} // namespace maquette
