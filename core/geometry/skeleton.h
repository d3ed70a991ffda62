// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Skeletons, skin weights and linear blend skinning.

#include "core/geometry/mesh.h"

#include <Eigen/Geometry>

#include <string>
#include <vector>

namespace maquette {

/// A bone in the rest pose, model space, metres.
struct Bone {
    std::string name;
    int parent = -1; ///< index into Skeleton::bones, -1 for a root; always before its children
    Eigen::Vector3f head = Eigen::Vector3f::Zero();
    Eigen::Vector3f tail = Eigen::Vector3f::Zero();
};

struct Skeleton {
    std::string rigName;
    std::vector<Bone> bones; ///< parents before children

    [[nodiscard]] int indexOf(const std::string& name) const; ///< -1 when absent
    [[nodiscard]] int boneCount() const { return static_cast<int>(bones.size()); }
};

/// Weights of each vertex, compressed rows: vertex v has entries offsets[v] … offsets[v+1]-1.
/// Rows sum to 1.
struct SkinWeights {
    std::vector<int> offsets;
    std::vector<int> bones;
    std::vector<float> weights;

    [[nodiscard]] int vertexCount() const {
        return offsets.empty() ? 0 : static_cast<int>(offsets.size()) - 1;
    }
};

/// Keeps the @p limit largest weights of every vertex and scales them to sum to 1.
[[nodiscard]] SkinWeights limitInfluences(const SkinWeights& weights, int limit);

/// The rows listed, in that order.
[[nodiscard]] SkinWeights subWeights(const SkinWeights& weights, const std::vector<int>& vertices);

/// A pose: each bone's rotation about its head relative to its parent, in rest-pose model axes
/// (identity = rest), and a root translation in metres.
struct Pose {
    std::vector<Eigen::Matrix3f> rotations; ///< one a bone; empty = rest pose
    Eigen::Vector3f translation = Eigen::Vector3f::Zero();
};

/// Maps rest-pose points to posed points, one transform a bone.
using BoneTransforms = std::vector<Eigen::Affine3f>;

[[nodiscard]] BoneTransforms boneTransforms(const Skeleton& skeleton, const Pose& pose);

/// [bones,3] where the bones' heads are.
[[nodiscard]] Points posedHeads(const Skeleton& skeleton, const BoneTransforms& transforms);

/// Linear blend skinning. @p positions [V,3] with V = weights.vertexCount().
[[nodiscard]] Points skin(const Points& positions, const SkinWeights& weights,
                          const BoneTransforms& transforms);

} // namespace maquette
