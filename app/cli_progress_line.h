// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A line on standard error that tells how far a command is.

#include "core/base/context.h"

#include <chrono>
#include <cstdio>
#include <memory>

namespace maquette::cli {

/// Written over at most twice a second.
class ProgressLine {
public:
    void show(double fraction) {
        const auto now = std::chrono::steady_clock::now();
        if (fraction < 1.0 && now - m_shown < std::chrono::milliseconds(500)) {
            return;
        }
        m_shown = now;
        const double seconds = std::chrono::duration<double>(now - m_start).count();
        m_first = m_first < 0.0 ? fraction : m_first;
        const double done = fraction - m_first;
        const double left = done > 0.0 ? (1.0 - fraction) / done * seconds : 0.0;
        std::fprintf(stderr, "\r%5.1f %%, %.0f s left   ", fraction * 100.0, left);
        if (fraction >= 1.0) {
            std::fputc('\n', stderr);
        }
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_shown = m_start - std::chrono::seconds(1);
    double m_first = -1.0;
};

/// Shows its progress on a line of its own.
[[nodiscard]] inline Context shownContext(const CancelToken& token) {
    return Context(token,
                   [line = std::make_shared<ProgressLine>()](
                       double fraction, const std::string& /*stage*/) { line->show(fraction); });
}

} // namespace maquette::cli
