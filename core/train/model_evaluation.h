// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A model's errors on people that it never saw, beside simple answers to the same question.

#include "core/nn/character_model.h"

#include "core/train/training_set.h"

namespace maquette {

/// A mean over people with its 95 % interval by the percentile bootstrap.
struct MeanInterval {
    double mean = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// @param values  one a person; at least one.
[[nodiscard]] MeanInterval meanInterval(const std::vector<double>& values);

/// Parts that are reported on their own; each is moved so that its means agree first.
inline constexpr std::array<const char*, 6> kReportedParts = {"head",  "torso", "arms",
                                                              "hands", "legs",  "feet"};

/// One way to answer, judged on the same people. Millimetres at kNormalHeight.
struct EvaluationRow {
    std::string name;
    MeanInterval shape; ///< mean distance of equal vertices in rest pose
    std::array<MeanInterval, kReportedParts.size()> parts;
};

struct ModelEvaluation {
    int people = 0;
    int samples = 0;
    std::vector<EvaluationRow> rows; ///< network, mean shape, retrieval, oracle, linear bound
    // Of the network's answers.
    MeanInterval height; ///< of the body, percent
    MeanInterval posed;  ///< see PoseErrors
    MeanInterval joints;
    MeanInterval iou;

    [[nodiscard]] std::string toJson() const;
    /// A table to read.
    [[nodiscard]] std::string toText() const;
};

/// Judges on the test split: errors are means over a person's samples, then over people.
/// @param most  samples at most; 0: all.
/// @errors  InvalidArgument (no people to test on), Cancelled.
/// @threading  Polls @p ctx once a batch.
[[nodiscard]] Result<ModelEvaluation> evaluateModel(const CharacterModel& model,
                                                    const TrainingSet& set, const Library& library,
                                                    int most = 0, const Context& ctx = {});

} // namespace maquette
