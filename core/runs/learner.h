// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a kind of model needs to bring to be trained as a run: see learner_task.h.

#include "core/base/context.h"
#include "core/runs/run_folder.h"

namespace maquette {

/// Learns step by step. Nothing in it throws.
/// @threading  One thread at a time.
class Learner {
public:
    virtual ~Learner() = default;

    /// One step. @return  losses and what else is worth a curve: "learning_rate",
    /// "gradient_norm", "data_wait_percent" (of the step's time) …
    [[nodiscard]] virtual Result<Metrics> step() = 0;
    [[nodiscard]] virtual std::int64_t stepCount() const = 0;
    [[nodiscard]] virtual std::int64_t plannedSteps() const = 0; ///< by its options
    [[nodiscard]] virtual int batchSize() const = 0;             ///< samples of the next step

    /// On held-out samples, always the same ones.
    [[nodiscard]] virtual Result<Metrics> validate() = 0;
    /// Which of them tells how good it is; less is better: "vertices_mm".
    [[nodiscard]] virtual std::string heldOutMetric() const = 0;
    /// What simple answers score on the same samples. Asked once a run, before the first step.
    [[nodiscard]] virtual Result<std::vector<Baseline>> baselines(const Context& ctx) = 0;
    /// Leaves what held-out samples became in the folder of previews, under the step's number.
    /// Called after each validation, and before the first step.
    [[nodiscard]] virtual Status savePreview(const std::filesystem::path& folder) = 0;

    /// All that going on needs, in one file. Replaces it as a whole or not at all.
    [[nodiscard]] virtual Status saveCheckpoint(const std::filesystem::path& file) = 0;
    [[nodiscard]] virtual Status restore(const std::filesystem::path& file) = 0;
    /// What users use, in one file; likewise.
    [[nodiscard]] virtual Status saveModel(const std::filesystem::path& file) = 0;
};

} // namespace maquette
