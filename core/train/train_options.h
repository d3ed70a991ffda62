// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a training run is asked to do: its config.json.

#include "core/nn/character_network.h"

#include "core/train/augment_options.h"

namespace maquette {

/// Factors of the losses; each is scaled so that early in training it is about 1.
struct LossWeights {
    double vertices = 2.0;  ///< mean distance of rest-pose vertices, centimetres
    double edges = 0.05;    ///< lengths of edges, mean error in percent of the mean length
    double joints = 0.5;    ///< posed joints from the root, decimetres
    double rotations = 1.0; ///< entries of the bones' matrices
    double pixels = 1.0;    ///< joints in the crop, tenths of half its side
    double places = 0.3;    ///< located joints in the crop, hundredths of half its side
    double heat = 0.2;      ///< of located joints, nats
    double camera = 0.5;    ///< place, scale and focal length
    double height = 0.5;
    double texture = 0.5;
    double seams = 0.1;      ///< gaps of the residual map at seams, millimetres
    double scales = 0.1;     ///< of bones, which made-up people do not need
    double silhouette = 0.3; ///< of the posed body in the crop, misfit in tenths of its area
};

struct TrainOptions {
    CharacterNetworkSettings network;
    LossWeights weights;
    AugmentOptions augment;
    std::int64_t steps = 6000;
    int batchSize = 32;
    /// Of the steps, the first that learn from landmarks and masks alone.
    std::int64_t pointSteps = 1000;
    int pointBatchSize = 128;
    double learningRate = 1e-3;
    double pointLearningRate = 2e-3; ///< of the first steps, whose batches are larger
    double weightDecay = 5e-2;
    double warmUp = 0.03;     ///< share of the steps of either kind
    double averaging = 0.998; ///< share of the weights' mean that a step keeps
    std::uint64_t seed = 1;
    std::int64_t mostSamples = 0; ///< of the training split that are used; 0: all
    int shapeSamples = 2000;      ///< people that the shape space is made of, at most

    [[nodiscard]] std::string toJson() const;
    /// @errors  CorruptData.
    [[nodiscard]] static Result<TrainOptions> fromJson(const std::string& text);
};

} // namespace maquette
