// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the training of a generator is asked to do: its config.json.

#include "core/nn/generator_settings.h"
#include "core/train/adversarial_loss.h"

namespace maquette {

/// What teaches a generator.
enum class GeneratorAim {
    Vae,   ///< to make again what an encoder has read
    Gan,   ///< to make what a discriminator takes for true
    VaeGan ///< both, with one decoder
};

/// Factors of a generator's losses.
struct GeneratorWeights {
    double vertices = 1.0;    ///< mean distance of points, centimetres
    double residual = 1.0;    ///< of the residual map, centimetres
    double texture = 5.0;     ///< mean difference, 0 … 1
    double edges = 0.02;      ///< lengths, percent
    double seams = 0.1;       ///< gaps, millimetres
    double symmetry = 0.0;    ///< of the residual map, millimetres
    double kl = 1e-3;         ///< nats; rises from 0 over the warm-up
    double freeBits = 0.02;   ///< nats a number of the code
    double adversarial = 0.1; ///< of pictures
    double likelihood = 1.0;  ///< of the numbers of a shape, where there is an encoder
    double numbers = 0.0;     ///< adversarial loss of the numbers of a shape
};

struct GeneratorOptions {
    GeneratorSettings network;
    GeneratorAim aim = GeneratorAim::VaeGan;
    AdversarialLoss loss = AdversarialLoss::Hinge;
    GeneratorWeights weights;
    std::int64_t steps = 6000;
    std::int64_t warmUp = 500;  ///< steps of reconstruction before the discriminator joins
    int batchSize = 16;         ///< characters with maps a step
    int numbersBatchSize = 256; ///< characters without
    double learningRate = 1e-3; ///< of generator and encoder
    double discriminatorRate = 1e-3;
    double firstMoment = 0.0; ///< of Adam, while there is a discriminator
    double secondMoment = 0.99;
    double r1 = 1.0;               ///< gamma, for pictures; 0: none
    double numbersR1 = 1.0;        ///< gamma, for numbers
    int r1Every = 8;               ///< steps
    double gradientPenalty = 10.0; ///< with wgan-gp
    double averaging = 0.999;      ///< share of the weights' mean that a step keeps
    std::uint64_t seed = 1;
    std::int64_t mostPeople = 0; ///< of the training split; 0: all

    [[nodiscard]] std::string toJson() const;
    /// @errors  CorruptData.
    [[nodiscard]] static Result<GeneratorOptions> fromJson(const std::string& text);

    [[nodiscard]] bool hasEncoder() const { return aim != GeneratorAim::Gan; }
    [[nodiscard]] bool hasDiscriminator() const { return aim != GeneratorAim::Vae; }
};

/// What a preset's name stands for: "vae-gan", "vae", "gan", "classic".
/// @errors  InvalidArgument: lists the names.
[[nodiscard]] Result<GeneratorOptions> generatorPreset(const std::string& name);
[[nodiscard]] std::vector<std::string> generatorPresetNames();

} // namespace maquette
