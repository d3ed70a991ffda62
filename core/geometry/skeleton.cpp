// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/skeleton.h"

#include <algorithm>
#include <numeric>

namespace maquette {

int Skeleton::indexOf(const std::string& name) const {
    for (size_t i = 0; i < bones.size(); ++i) {
        if (bones[i].name == name) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

SkinWeights limitInfluences(const SkinWeights& weights, int limit) {
    SkinWeights result;
    result.offsets.push_back(0);
    std::vector<int> entries;
    for (int v = 0; v < weights.vertexCount(); ++v) {
        entries.resize(weights.offsets[v + 1] - weights.offsets[v]);
        std::iota(entries.begin(), entries.end(), weights.offsets[v]);
        std::stable_sort(entries.begin(), entries.end(),
                         [&](int a, int b) { return weights.weights[a] > weights.weights[b]; });
        entries.resize(std::min<size_t>(entries.size(), limit));
        float sum = 0.0F;
        for (const int e : entries) {
            sum += weights.weights[e];
        }
        for (const int e : entries) {
            result.bones.push_back(weights.bones[e]);
            result.weights.push_back(weights.weights[e] / sum);
        }
        result.offsets.push_back(static_cast<int>(result.bones.size()));
    }
    return result;
}

SkinWeights subWeights(const SkinWeights& weights, const std::vector<int>& vertices) {
    SkinWeights result;
    result.offsets.push_back(0);
    for (const int v : vertices) {
        for (int e = weights.offsets[v]; e < weights.offsets[v + 1]; ++e) {
            result.bones.push_back(weights.bones[e]);
            result.weights.push_back(weights.weights[e]);
        }
        result.offsets.push_back(static_cast<int>(result.bones.size()));
    }
    return result;
}

BoneTransforms boneTransforms(const Skeleton& skeleton, const Pose& pose) {
    BoneTransforms transforms(skeleton.bones.size());
    for (size_t i = 0; i < skeleton.bones.size(); ++i) {
        const Bone& bone = skeleton.bones[i];
        Eigen::Affine3f local = Eigen::Affine3f::Identity();
        if (!pose.rotations.empty()) {
            local.linear() = pose.rotations[i];
            local.translation() = bone.head - pose.rotations[i] * bone.head;
        }
        if (bone.parent < 0) {
            transforms[i] = Eigen::Translation3f(pose.translation) * local;
        } else {
            transforms[i] = transforms[bone.parent] * local;
        }
    }
    return transforms;
}

Points posedHeads(const Skeleton& skeleton, const BoneTransforms& transforms) {
    Points heads(skeleton.boneCount(), 3);
    for (int b = 0; b < skeleton.boneCount(); ++b) {
        heads.row(b) = transforms[b] * skeleton.bones[b].head;
    }
    return heads;
}

Points skin(const Points& positions, const SkinWeights& weights, const BoneTransforms& transforms) {
    Points posed(positions.rows(), 3);
    for (Eigen::Index v = 0; v < positions.rows(); ++v) {
        const Eigen::Vector3f rest = positions.row(v);
        Eigen::Vector3f sum = Eigen::Vector3f::Zero();
        for (int e = weights.offsets[v]; e < weights.offsets[v + 1]; ++e) {
            sum += weights.weights[e] * (transforms[weights.bones[e]] * rest);
        }
        posed.row(v) = sum;
    }
    return posed;
}

} // namespace maquette
