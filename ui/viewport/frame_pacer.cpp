// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/frame_pacer.h"

#include <algorithm>
#include <limits>

namespace maquette {

namespace {

/// A time measured once may have met a busy moment: what a sharper step takes is never believed
/// to be more than what the pixels of a coarser one say.
double byPixels(double milliseconds, double from, double to) {
    return milliseconds * (to * to) / (from * from);
}

} // namespace

double FramePacer::expected(std::size_t step) const {
    std::optional<double> best = m_times[step];
    for (std::size_t coarser = step + 1; coarser < kScales.size(); ++coarser) {
        if (m_times[coarser]) {
            const double bound = byPixels(*m_times[coarser], kScales[coarser], kScales[step]);
            best = best ? std::min(*best, bound) : bound;
        }
    }
    return best.value_or(m_isCautious ? std::numeric_limits<double>::infinity() : 0.0);
}

double FramePacer::scaleFor(double budget) const {
    for (std::size_t step = 0; step < kScales.size(); ++step) {
        if (expected(step) <= budget) {
            return kScales[step];
        }
    }
    return kScales.back();
}

void FramePacer::record(double scale, double milliseconds) {
    const auto found = std::find(kScales.begin(), kScales.end(), scale);
    if (found != kScales.end()) {
        std::optional<double>& time = m_times[static_cast<std::size_t>(found - kScales.begin())];
        time = time ? 0.5 * (*time + milliseconds) : milliseconds;
    }
}

} // namespace maquette
