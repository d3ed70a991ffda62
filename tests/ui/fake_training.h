// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Training without networks, whose pace a test decides.

#include "core/runs/learner_task.h"
#include "tests/runs/fake_learner.h"
#include "ui/engine/training_services.h"

namespace maquette::test {

/// Runs of FakeLearner: a record every 2 steps, a validation and a checkpoint every 4.
inline TrainingServices fakeTraining(const FakeLearning& how = {}) {
    TrainingServices services;
    services.openRun = [how](const RunFolder& run, const Context& ctx) {
        const MakeLearner make = [how](const Context&) {
            return Result<std::unique_ptr<Learner>>(std::make_unique<FakeLearner>(how));
        };
        return openLearnerTask(run, make,
                               {.metricsEvery = 2, .validateEvery = 4, .checkpointEvery = 4}, ctx);
    };
    services.estimate = [](const RunConfig& config, const Context&) -> Result<RunEstimate> {
        const OptionField steps{"steps", OptionField::Type::Integer, {}, {}, {}, 1, 1e6};
        return RunEstimate{60.0 * optionValue(config.options, steps).value_or(0.0), 5000000};
    };
    RunKind kind;
    kind.kind = kMappingRun;
    kind.name = "Mapping";
    kind.fields = {{"steps", OptionField::Type::Integer, "Schedule", "Steps", "How many.", 1, 1e6},
                   {"rate", OptionField::Type::Number, "Schedule", "Rate", "How far.", 1e-7, 1},
                   {"mirror", OptionField::Type::Switch, "More", "Mirror", "Both sides.", 0, 1}};
    kind.presets = {
        {"Quick look", "In minutes.", R"({"steps": 12, "rate": 0.001, "mirror": true})"},
        {"Long", "In hours.", R"({"steps": 120, "rate": 0.0005, "mirror": true})"}};
    services.kinds = {kind};
    return services;
}

} // namespace maquette::test
