// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A network's answers to many samples.

#include "core/train/training_set.h"

namespace maquette {

/// Answers for many samples, batch by batch.
/// @param answer  what CharacterModel makes of a batch of inputs.
/// @param use     takes each sample and its answer.
/// @errors  those of @p answer; Cancelled. Polls @p ctx once a batch.
template <typename Answer, typename Use>
Status answerSamples(const TrainingSet& set, const std::vector<std::int64_t>& samples,
                     const Context& ctx, Answer&& answer, Use&& use) {
    constexpr std::size_t kBatch = 32;
    AugmentOptions none;
    none.enabled = false;
    Random random(0);
    for (std::size_t first = 0; first < samples.size(); first += kBatch) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        std::vector<MappingInput> inputs;
        const std::size_t end = std::min(samples.size(), first + kBatch);
        for (std::size_t i = first; i < end; ++i) {
            inputs.push_back(set.input(samples[i], none, random));
        }
        const auto answers = answer(inputs);
        if (!answers) {
            return fail(answers.error());
        }
        for (std::size_t i = first; i < end; ++i) {
            use(samples[i], (*answers)[i - first]);
        }
        ctx.report(static_cast<double>(end) / static_cast<double>(samples.size()));
    }
    return {};
}

} // namespace maquette
