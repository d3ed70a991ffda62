// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How sure a statistic of a few values is.

#include <functional>
#include <vector>

namespace maquette {

/// A statistic with its 95 % interval.
struct BootstrapInterval {
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// By the percentile bootstrap (2,000 resamples, fixed seed).
/// @param values     at least one.
/// @param statistic  of as many values.
/// @source  Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, section 13.3.
[[nodiscard]] BootstrapInterval
bootstrapInterval(const std::vector<double>& values,
                  const std::function<double(const std::vector<double>&)>& statistic);
[[nodiscard]] BootstrapInterval meanInterval(const std::vector<double>& values);
[[nodiscard]] BootstrapInterval medianInterval(const std::vector<double>& values);

} // namespace maquette
