// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Measures the stages of a job.

#include "core/pipeline/reconstruct.h"

#include <chrono>

namespace maquette {

/// Appends the time since the last finish() (or construction) to a list.
class StageClock {
public:
    /// @param times  must outlive the clock.
    explicit StageClock(std::vector<StageTime>& times) : m_times(times) {}

    void finish(const char* stage) {
        const auto now = Clock::now();
        m_times.push_back({stage, std::chrono::duration<double>(now - m_start).count()});
        m_start = now;
    }

private:
    using Clock = std::chrono::steady_clock;
    std::vector<StageTime>& m_times;
    Clock::time_point m_start = Clock::now();
};

} // namespace maquette
