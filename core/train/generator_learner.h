// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The GeneratorTrainer as a Learner: what LibTorch throws becomes an Error.

#include "core/runs/learner.h"
#include "core/runs/preview_files.h"
#include "core/train/generator_trainer.h"

namespace maquette {

class GeneratorLearner final : public Learner {
public:
    /// @errors  those of GeneratorSet::open; OutOfMemory; Internal.
    [[nodiscard]] static Result<std::unique_ptr<Learner>>
    create(const std::shared_ptr<const Library>& library, const std::filesystem::path& dataset,
           const GeneratorOptions& options, const Context& ctx);

    [[nodiscard]] Result<Metrics> step() override;
    [[nodiscard]] std::int64_t stepCount() const override { return m_trainer->stepCount(); }
    [[nodiscard]] std::int64_t plannedSteps() const override { return m_trainer->options().steps; }
    [[nodiscard]] int batchSize() const override { return m_trainer->options().batchSize; }
    [[nodiscard]] Result<Metrics> validate() override;
    /// How many of made and true people their neighbours tell apart; 50 is best.
    [[nodiscard]] std::string heldOutMetric() const override {
        return "neighbour_accuracy_percent";
    }
    [[nodiscard]] Result<std::vector<Baseline>> baselines(const Context& ctx) override;
    [[nodiscard]] Status savePreview(const std::filesystem::path& folder) override;
    [[nodiscard]] Status saveCheckpoint(const std::filesystem::path& file) override;
    [[nodiscard]] Status restore(const std::filesystem::path& file) override;
    [[nodiscard]] Status saveModel(const std::filesystem::path& file) override;

private:
    GeneratorLearner(std::shared_ptr<const Library> library,
                     std::unique_ptr<GeneratorTrainer> trainer);

    std::shared_ptr<const Library> m_library;
    std::unique_ptr<GeneratorTrainer> m_trainer;
    std::optional<PreviewSubjects> m_subjects; ///< once they were written
};

} // namespace maquette
