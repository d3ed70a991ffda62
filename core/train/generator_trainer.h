// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Teaches a generator the people of a dataset, one step at a time.

#include "core/runs/run_record.h"
#include "core/train/generator_options.h"
#include "core/train/generator_set.h"

namespace maquette {

/// VAE, GAN and VAE-GAN with one decoder: the generator learns to make again what an encoder read
/// of a character (Kingma and Welling, 2014), and to make from noise what a discriminator takes for
/// true (Goodfellow et al., 2014); both in one sum of shape and texture, so that the two of a
/// character belong together. Unlike Larsen et al., "Autoencoding beyond pixels", 2016, only
/// characters made from noise go to the discriminator, so that nothing adversarial reaches the
/// encoder.
/// @threading  One thread at a time; LibTorch uses its own threads within a step.
class GeneratorTrainer {
public:
    GeneratorTrainer(std::shared_ptr<const GeneratorSet> set, const GeneratorOptions& options);
    ~GeneratorTrainer();

    /// Throws c10::Error when LibTorch fails.
    Metrics step();
    [[nodiscard]] std::int64_t stepCount() const;
    [[nodiscard]] const GeneratorOptions& options() const;
    [[nodiscard]] const GeneratorSet& set() const;

    /// The mean of the weights; its own copy.
    [[nodiscard]] std::shared_ptr<GeneratorImpl> generator() const;
    /// Of the mean of the weights, on people of the validation split: how well they are made again
    /// (where there is an encoder), and how like them the characters made from noise are.
    [[nodiscard]] Metrics validate(int most) const;

    /// Everything that going on needs.
    /// @errors  FileUnwritable.
    [[nodiscard]] Status save(const std::filesystem::path& path) const;
    /// @errors  those of readSafetensors; InvalidArgument (saved with other options).
    [[nodiscard]] Status restore(const std::filesystem::path& path);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace maquette
