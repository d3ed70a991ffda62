// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Where a person's joints are in a picture, and what it looks like there.

#include "core/nn/encoder.h"

namespace maquette {

/// Joints of N pictures.
struct LocatedJoints {
    torch::Tensor places;   ///< [N,L,3] x and y, -1 … 1, and depth from the root, away from the
                            ///< camera, in halves of the picture's side
    torch::Tensor spread;   ///< [N,L] logarithm of the heat's deviation, in tenths of the half side
    torch::Tensor features; ///< [N,L,kJointFeatures] of the picture round each joint
    torch::Tensor heat;     ///< [N,L,H,W] logarithms; each map's heat is 1 in all
};

inline constexpr std::int64_t kJointFeatures = 8;

/// [count] middles of cells that divide -1 … 1.
[[nodiscard]] torch::Tensor cellMiddles(std::int64_t count);

/// The encoder's maps are brought together at a quarter of the picture's side; there each joint has
/// a heat map round its first guess, whose mean is its place.
/// @source  Lin et al., "Feature Pyramid Networks for Object Detection", 2017; Sun et al.,
///          "Integral Human Pose Regression", 2018.
class JointLocaliserImpl : public torch::nn::Module {
public:
    JointLocaliserImpl(const EncoderStages<std::int64_t>& channels, std::int64_t joints);

    /// @param guesses  [N,L,3] as LocatedJoints::places.
    /// @param reach    [N] how far the guesses may be off, halves of the picture's side.
    [[nodiscard]] LocatedJoints forward(const EncoderStages<torch::Tensor>& maps,
                                        const torch::Tensor& guesses, const torch::Tensor& reach);

private:
    EncoderStages<torch::nn::Conv2d> m_lateral{nullptr, nullptr, nullptr, nullptr};
    torch::nn::Conv2d m_smooth{nullptr};
    torch::nn::BatchNorm2d m_norm{nullptr};
    torch::nn::Conv2d m_heat{nullptr};
    torch::Tensor m_readWeight; ///< [L,C,1 + kJointFeatures] depth and features of each joint
    torch::Tensor m_readBias;   ///< [L,1,1 + kJointFeatures]
};
TORCH_MODULE(JointLocaliser);

} // namespace maquette
