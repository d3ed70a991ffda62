// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bootstrap.h"

#include "core/base/random.h"

#include <algorithm>

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

} // namespace maquette
