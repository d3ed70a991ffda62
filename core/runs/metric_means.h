// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Means of metrics over some steps.

#include "core/runs/run_record.h"

#include <utility>

namespace maquette {

/// A metric that some steps lack is the mean over those that have it.
class MetricMeans {
public:
    void add(const Metrics& metrics) {
        for (const auto& [name, value] : metrics) {
            auto& [sum, count] = m_sums[name];
            sum += value;
            ++count;
        }
    }
    /// Of what was added since the last call.
    [[nodiscard]] Metrics take() {
        Metrics means;
        for (const auto& [name, entry] : std::exchange(m_sums, {})) {
            means[name] = entry.first / entry.second;
        }
        return means;
    }

private:
    std::map<std::string, std::pair<double, int>> m_sums;
};

} // namespace maquette
