// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How fast a run goes, and how long the rest of it takes.

#include "core/runs/run_record.h"

#include <chrono>
#include <vector>

namespace maquette {

/// Speeds are those of the steps with the present batch size, since others take otherwise long.
class StepClock {
public:
    /// A run that goes on counts its seconds from those of its last record on.
    void goOn(const std::vector<RunRecord>& records, std::int64_t step);

    void beginStep(int batchSize);
    void endStep();

    [[nodiscard]] double seconds() const; ///< of training, from the run's first step on
    /// Validations and checkpoints among the steps counted in.
    [[nodiscard]] double secondsFor(std::int64_t steps) const;
    [[nodiscard]] double samplesPerSecond() const;
    /// Of the steps alone, since the last call.
    [[nodiscard]] double takeSpeed();

private:
    using Clock = std::chrono::steady_clock;

    double m_before = 0.0; ///< seconds of earlier sessions
    bool m_hasBegun = false;
    Clock::time_point m_begin; ///< of this session
    int m_batchSize = 0;
    Clock::time_point m_batchBegin; ///< of the first step with m_batchSize
    std::int64_t m_batchSteps = 0;
    Clock::time_point m_stepBegin;
    double m_stepSeconds = 0.0; ///< since takeSpeed()
    std::int64_t m_samples = 0; ///< since takeSpeed()
};

} // namespace maquette
