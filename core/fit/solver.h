// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  One stage of the fit: minimises the terms over the free unknowns with Ceres Solver.

#include "core/base/context.h"
#include "core/fit/terms.h"

#include <memory>
#include <vector>

namespace maquette {

struct StageOutcome {
    Eigen::VectorXd x;
    double cost = 0; ///< half the sum of squares
    int iterations = 0;
};

/// Levenberg-Marquardt, dense normal equations.
/// @errors  Cancelled, NotConverged (no finite residuals).
/// @threading  Polls @p ctx once per iteration (10 to 40 ms).
[[nodiscard]] Result<StageOutcome> minimize(const StageView& view,
                                            const std::vector<std::unique_ptr<Term>>& terms,
                                            const Eigen::VectorXd& start, int maxIterations,
                                            const Context& ctx);

} // namespace maquette
