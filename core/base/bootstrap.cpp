// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bootstrap.h"

#include "core/base/random.h"

#include <algorithm>
#include <numeric>

namespace maquette {

BootstrapInterval
bootstrapInterval(const std::vector<double>& values,
                  const std::function<double(const std::vector<double>&)>& statistic) {
    constexpr int kResamples = 2000;
    Random random(1);
    std::vector<double> statistics;
    std::vector<double> drawn(values.size());
    for (int i = 0; i < kResamples; ++i) {
        for (double& value : drawn) {
            value = values[static_cast<std::size_t>(random.below(static_cast<int>(values.size())))];
        }
        statistics.push_back(statistic(drawn));
    }
    std::sort(statistics.begin(), statistics.end());
    return {statistic(values), statistics[kResamples / 40],
            statistics[kResamples - 1 - kResamples / 40]};
}

BootstrapInterval meanInterval(const std::vector<double>& values) {
    return bootstrapInterval(values, [](const std::vector<double>& drawn) {
        return std::accumulate(drawn.begin(), drawn.end(), 0.0) / static_cast<double>(drawn.size());
    });
}

BootstrapInterval medianInterval(const std::vector<double>& values) {
    return bootstrapInterval(values, [](std::vector<double> drawn) {
        std::sort(drawn.begin(), drawn.end());
        const std::size_t middle = drawn.size() / 2;
        return drawn.size() % 2 == 1 ? drawn[middle] : 0.5 * (drawn[middle - 1] + drawn[middle]);
    });
}

} // namespace maquette
