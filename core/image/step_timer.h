// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How long the steps of perception take, in the debug log.

#include "core/base/log.h"

#include <chrono>
#include <string>

namespace maquette {

/// Logs its life time.
class StepTimer {
public:
    explicit StepTimer(std::string step) : m_step(std::move(step)) {}
    ~StepTimer() {
        const auto spent = std::chrono::steady_clock::now() - m_start;
        const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(spent).count();
        log::debug("perceive: " + m_step + " " + std::to_string(ms) + " ms");
    }
    StepTimer(const StepTimer&) = delete;
    StepTimer& operator=(const StepTimer&) = delete;

private:
    std::string m_step;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

} // namespace maquette
