// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Teaches a CharacterNetwork from a TrainingSet, one step at a time.

#include "core/nn/character_model.h"

#include "core/runs/run_record.h"
#include "core/train/train_options.h"
#include "core/train/training_set.h"

namespace maquette {

/// @threading  One thread at a time; LibTorch uses its own threads within a step.
class Trainer {
public:
    /// @errors  those of learnShapeSpace and PositionMapCodec::create.
    [[nodiscard]] static Result<std::unique_ptr<Trainer>>
    create(std::shared_ptr<const Library> library, std::shared_ptr<const TrainingSet> set,
           const TrainOptions& options, const Context& ctx = {});
    ~Trainer();

    /// How pictures are computed from now on; rounding differs.
    void computeBy(const PictureMath& math);

    /// One step of AdamW with a warm-up and a cosine schedule. Throws c10::Error when LibTorch
    /// fails.
    /// @return  losses, "learning_rate", "gradient_norm" (before it is clipped) and
    ///          "data_wait_percent" (of the step's time).
    Metrics step();
    [[nodiscard]] std::int64_t stepCount() const;
    [[nodiscard]] int batchSize() const; ///< samples of the next step
    [[nodiscard]] Seen seen() const;     ///< by the next step
    [[nodiscard]] const TrainOptions& options() const;

    /// The mean of the weights as a model. Shares nothing with the trainer.
    [[nodiscard]] std::shared_ptr<const CharacterModel> model() const;

    /// Everything that going on needs: weights, their mean, the optimiser, the step.
    /// @errors  FileUnwritable.
    [[nodiscard]] Status save(const std::filesystem::path& path) const;
    /// @errors  those of readSafetensors; InvalidArgument (saved with other options).
    [[nodiscard]] Status restore(const std::filesystem::path& path);

    /// Of the mean of the weights, without augmentation, over at most @p most samples of a split.
    [[nodiscard]] Metrics validate(Split split, int most) const;
    /// What the mean of the weights makes of samples: normalised, [kTemplateVertices,3] each.
    [[nodiscard]] std::vector<Points> shapes(const std::vector<std::int64_t>& samples) const;
    [[nodiscard]] const ShapeSpace& space() const;
    [[nodiscard]] const TrainingSet& set() const;

private:
    struct State;
    explicit Trainer(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace maquette
