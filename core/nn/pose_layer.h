// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The geometric constraint: rotations, bounded bone scales and a camera applied to a
///        character, differentiably.

#include "core/nn/torch.h"

#include <vector>

namespace maquette {

/// Rotation matrices from their first two columns, which need not be orthogonal.
/// @param columns  [...,6].
/// @return         [...,3,3].
/// @source  Zhou et al., "On the Continuity of Rotation Representations in Neural Networks", 2019.
[[nodiscard]] torch::Tensor rotationsFromSix(const torch::Tensor& columns);

/// A character's bones in a pose.
struct PosedBones {
    torch::Tensor rotations; ///< [N,J,3,3] of each bone in space, without scale
    torch::Tensor heads;     ///< [N,J,3] posed, in the units of the rest pose
};

/// Forward kinematics of a fixed hierarchy, level by level.
class PoseLayer {
public:
    /// Scales of bones lie within 1 / kLargestScale … kLargestScale.
    static constexpr double kLargestScale = 1.3;

    /// @param parents  per bone its parent, -1 for the one root; parents before children.
    explicit PoseLayer(std::vector<int> parents);

    /// @param heads      [N,J,3] rest pose.
    /// @param rotations  [N,J,3,3] relative to the parent, in rest axes; the root's is absolute.
    /// @param scales     [N,J] raw; exp(tanh(raw) log(kLargestScale)) stretches the way from a
    ///                   bone's head to those of its children; undefined: none.
    /// @return           the root's head stays where it is in the rest pose.
    [[nodiscard]] PosedBones forward(const torch::Tensor& heads, const torch::Tensor& rotations,
                                     const torch::Tensor& scales = {}) const;

    /// Linear blend skinning. @param points [N,V,3] rest pose. @param weights [V,J], rows sum to 1.
    [[nodiscard]] torch::Tensor skin(const torch::Tensor& points, const torch::Tensor& weights,
                                     const torch::Tensor& heads, const PosedBones& posed) const;

    [[nodiscard]] int boneCount() const { return static_cast<int>(m_parents.size()); }

private:
    struct Level {
        torch::Tensor bones;         ///< [L] int64
        torch::Tensor parentInOrder; ///< [L] int64, places in the concatenated order
        torch::Tensor parents;       ///< [L] int64, bones
    };
    std::vector<int> m_parents;
    std::vector<Level> m_levels; ///< the root first
    torch::Tensor m_order;       ///< [J] int64: from the concatenated order to bones
};

/// Points in camera axes to pixels of a square crop, -1 … 1.
/// @param points    [N,P,3], metres, the root at the origin.
/// @param camera    [N,3]: the root's x and y in the crop, and the logarithm of half the crop's
///                  sides a metre at the root's depth.
/// @param focal     [N] in halves of the crop's side; a weak perspective where it is huge.
/// @param principal [N,2] of the photo's centre in the crop, -1 … 1.
[[nodiscard]] torch::Tensor projectToCrop(const torch::Tensor& points, const torch::Tensor& camera,
                                          const torch::Tensor& focal,
                                          const torch::Tensor& principal);

} // namespace maquette
