// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A model's errors on people that it never saw, beside simple answers to the same question.

#include "core/nn/character_model.h"

#include "core/base/bootstrap.h"
#include "core/train/shape_judge.h"
#include "core/train/training_set.h"

namespace maquette {

/// One way to answer, judged on the same people: means over them. Millimetres at kNormalHeight.
struct EvaluationRow {
    std::string name;
    BootstrapInterval shape; ///< mean distance of equal vertices in rest pose
    std::array<BootstrapInterval, kReportedParts.size()> parts;
};

/// The network on some of the pictures.
struct EvaluationGroup {
    std::string name;
    int samples = 0;
    BootstrapInterval shape; ///< as EvaluationRow's, mean over pictures
};

struct ModelEvaluation {
    int people = 0;
    int samples = 0;
    /// Network, mean shape, retrieval, oracle, linear bound, and the network if the first five
    /// directions of the shape space, the coarse proportions, were right.
    std::vector<EvaluationRow> rows;
    std::vector<EvaluationGroup> groups; ///< see pictureGroups
    // Of the network's answers.
    BootstrapInterval height; ///< of the body, percent
    BootstrapInterval posed;  ///< see PoseErrors
    BootstrapInterval joints;
    BootstrapInterval iou;

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
