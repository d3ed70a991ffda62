// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Something that is trained step by step; what the engine needs to know of it.

#include "core/base/context.h"
#include "core/runs/run_record.h"

#include <vector>

namespace maquette {

struct RunProgress {
    std::int64_t step = 0;
    std::int64_t steps = 0;
    double secondsLeft = 0.0;
    double samplesPerSecond = 0.0;
    Metrics metrics; ///< means since the last report
    bool isValidation = false;
};

class TrainingTask {
public:
    virtual ~TrainingTask() = default;

    /// One step. @return  the reports that are due after it, mostly none.
    /// @errors  of whatever fails; the task is not asked again.
    [[nodiscard]] virtual Result<std::vector<RunProgress>> step() = 0;
    [[nodiscard]] virtual std::int64_t stepCount() const = 0;
    [[nodiscard]] virtual std::int64_t steps() const = 0; ///< where it ends
    virtual void extend(std::int64_t more) = 0;
    /// Leaves behind what going on needs, and the model so far.
    [[nodiscard]] virtual Status save() = 0;
};

} // namespace maquette
