// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/step_clock.h"

#include <algorithm>

namespace maquette {
namespace {

template <typename Point> double secondsBetween(Point a, Point b) {
    return std::chrono::duration<double>(b - a).count();
}

} // namespace

void StepClock::goOn(const std::vector<RunRecord>& records, std::int64_t step) {
    for (const RunRecord& record : records) {
        const auto found = record.metrics.find("seconds");
        if (record.step <= step && found != record.metrics.end()) {
            m_before = found->second;
        }
    }
}

void StepClock::beginStep(int batchSize) {
    m_stepBegin = Clock::now();
    if (!m_hasBegun) {
        m_hasBegun = true;
        m_begin = m_stepBegin;
    }
    if (batchSize != m_batchSize) {
        m_batchSize = batchSize;
        m_batchBegin = m_stepBegin;
        m_batchSteps = 0;
    }
}

void StepClock::endStep() {
    m_stepSeconds += secondsBetween(m_stepBegin, Clock::now());
    m_samples += m_batchSize;
    ++m_batchSteps;
}

double StepClock::seconds() const {
    return m_before + (m_hasBegun ? secondsBetween(m_begin, Clock::now()) : 0.0);
}

double StepClock::secondsFor(std::int64_t steps) const {
    return m_batchSteps == 0 ? 0.0
                             : secondsBetween(m_batchBegin, Clock::now()) /
                                   static_cast<double>(m_batchSteps) * static_cast<double>(steps);
}

double StepClock::samplesPerSecond() const {
    const double seconds = secondsBetween(m_batchBegin, Clock::now());
    return static_cast<double>(m_batchSteps) * m_batchSize / std::max(seconds, 1e-9);
}

double StepClock::takeSpeed() {
    const double speed = static_cast<double>(m_samples) / std::max(m_stepSeconds, 1e-9);
    m_samples = 0;
    m_stepSeconds = 0.0;
    return speed;
}

} // namespace maquette
