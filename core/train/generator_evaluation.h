// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How like people, that it never saw, the characters of a generator are, beside simple
///        samplers.

#include "core/nn/generator_model.h"

#include "core/base/bootstrap.h"
#include "core/train/generator_set.h"

namespace maquette {

/// One way to make people, compared with the people of the test split: means over several seeds.
struct LikenessRow {
    std::string name;
    BootstrapInterval accuracy;  ///< of telling made from true shapes by neighbours, percent; 50
                                 ///< is best
    BootstrapInterval coverage;  ///< true shapes that are the nearest of some made one, percent
    BootstrapInterval matching;  ///< true shapes to the nearest made one, millimetres
    BootstrapInterval toTrained; ///< made shapes to the nearest person trained on, millimetres
    BootstrapInterval textureAccuracy; ///< as accuracy, by textures
    BootstrapInterval bothAccuracy;    ///< as accuracy, by shape and texture together
};

struct GeneratorEvaluation {
    int people = 0;
    int seeds = 0;
    /// Generator, Gaussian of the principal components, people trained on.
    std::vector<LikenessRow> rows;
    BootstrapInterval testToTrained; ///< the people's own distance to the nearest one trained on
    double meanToTrained = 0.0; ///< of the generator, over testToTrained: below 1 it copies, far
                                ///< above 1 it makes what nobody looks like

    [[nodiscard]] std::string toJson() const;
    /// A table to read.
    [[nodiscard]] std::string toText() const;
};

/// @param set    opened with the model's settings.
/// @param seeds  of noise that means are over, at least 1.
/// @errors  InvalidArgument (fewer than 100 people to compare with); Cancelled.
/// @threading  Polls @p ctx once a seed; a seed takes some 20 s for 800 people.
[[nodiscard]] Result<GeneratorEvaluation> evaluateGenerator(GeneratorImpl& generator,
                                                            const GeneratorSet& set, int seeds = 3,
                                                            const Context& ctx = {});

} // namespace maquette
