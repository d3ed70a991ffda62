// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The Trainer as a Learner: what LibTorch throws becomes an Error.

#include "core/runs/learner.h"
#include "core/runs/preview_files.h"
#include "core/train/trainer.h"
#include "core/train/training_run.h"

namespace maquette {

class MappingLearner final : public Learner {
public:
    /// @errors  those of TrainingSet::open and Trainer::create; OutOfMemory; Internal.
    [[nodiscard]] static Result<std::unique_ptr<Learner>>
    create(const std::shared_ptr<const Library>& library, const std::filesystem::path& dataset,
           const TrainOptions& options, const RunPace& pace, const Context& ctx);

    [[nodiscard]] Result<Metrics> step() override;
    [[nodiscard]] std::int64_t stepCount() const override { return m_trainer->stepCount(); }
    [[nodiscard]] std::int64_t plannedSteps() const override;
    [[nodiscard]] int batchSize() const override { return m_trainer->batchSize(); }
    [[nodiscard]] Result<Metrics> validate() override;
    [[nodiscard]] std::string heldOutMetric() const override { return "vertices_mm"; }
    [[nodiscard]] Result<std::vector<Baseline>> baselines(const Context& ctx) override;
    [[nodiscard]] Status savePreview(const std::filesystem::path& folder) override;
    [[nodiscard]] Status saveCheckpoint(const std::filesystem::path& file) override;
    [[nodiscard]] Status restore(const std::filesystem::path& file) override;
    [[nodiscard]] Status saveModel(const std::filesystem::path& file) override;

private:
    MappingLearner(std::shared_ptr<const Library> library, std::unique_ptr<Trainer> trainer,
                   const RunPace& pace);

    std::shared_ptr<const Library> m_library;
    std::unique_ptr<Trainer> m_trainer;
    int m_validationSamples;
    std::optional<PreviewSubjects> m_subjects; ///< once they were written
};

} // namespace maquette
