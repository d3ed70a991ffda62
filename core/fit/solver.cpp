// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/solver.h"

#include <ceres/ceres.h>

namespace maquette {
namespace {

using Terms = std::vector<std::unique_ptr<Term>>;

/// All terms as one cost function of the free unknowns.
class StageCost : public ceres::CostFunction {
public:
    StageCost(const StageView& view, const Terms& terms, const Eigen::VectorXd& start)
        : m_view(view), m_terms(terms), m_start(start) {
        int rows = 0;
        for (const auto& term : terms) {
            rows += term->rows();
        }
        set_num_residuals(rows);
        mutable_parameter_block_sizes()->push_back(view.free.count);
    }

    [[nodiscard]] Eigen::VectorXd unpacked(const double* free) const {
        Eigen::VectorXd x = m_start;
        for (Eigen::Index u = 0; u < x.size(); ++u) {
            if (m_view.free.columns[u] >= 0) {
                x[u] = free[m_view.free.columns[u]];
            }
        }
        return x;
    }

    bool Evaluate(double const* const* parameters, double* residuals,
                  double** jacobians) const override {
        const Eigen::VectorXd x = unpacked(parameters[0]);
        const Eigen::VectorXd shape = m_view.layout.coefficients(x);
        const bool wanted = jacobians && jacobians[0];
        const Kinematics pose(m_view.model, m_view.layout, x, m_view.free.coefficients, wanted);
        RowMatrix jacobian;
        if (wanted) {
            jacobian.resize(num_residuals(), m_view.free.count);
        }
        Eigen::Map<Eigen::VectorXd> all(residuals, num_residuals());
        int first = 0;
        for (const auto& term : m_terms) {
            term->evaluate(x, pose, shape,
                           {all.segment(first, term->rows()), wanted ? &jacobian : nullptr, first});
            first += term->rows();
        }
        if (wanted) {
            Eigen::Map<RowMatrix>(jacobians[0], jacobian.rows(), jacobian.cols()) = jacobian;
        }
        return all.allFinite();
    }

private:
    const StageView& m_view;
    const Terms& m_terms;
    const Eigen::VectorXd& m_start;
};

class CancelCallback : public ceres::IterationCallback {
public:
    explicit CancelCallback(const Context& ctx) : m_ctx(ctx) {}
    ceres::CallbackReturnType operator()(const ceres::IterationSummary&) override {
        return m_ctx.isCancelled() ? ceres::SOLVER_ABORT : ceres::SOLVER_CONTINUE;
    }

private:
    const Context& m_ctx;
};

} // namespace

Result<StageOutcome> minimize(const StageView& view, const Terms& terms,
                              const Eigen::VectorXd& start, int maxIterations, const Context& ctx) {
    Eigen::VectorXd free(view.free.count);
    for (Eigen::Index u = 0; u < start.size(); ++u) {
        if (view.free.columns[u] >= 0) {
            free[view.free.columns[u]] = start[u];
        }
    }
    const StageCost cost(view, terms, start);
    ceres::Problem::Options ownership;
    ownership.cost_function_ownership = ceres::DO_NOT_TAKE_OWNERSHIP;
    ceres::Problem problem(ownership);
    problem.AddResidualBlock(const_cast<StageCost*>(&cost), nullptr, free.data());

    CancelCallback cancel(ctx);
    ceres::Solver::Options options;
    options.linear_solver_type = ceres::DENSE_NORMAL_CHOLESKY;
    options.max_num_iterations = maxIterations;
    options.function_tolerance = 2e-4;
    options.initial_trust_region_radius = 1e3;
    options.logging_type = ceres::SILENT;
    options.callbacks.push_back(&cancel);
    ceres::Solver::Summary summary;
    ceres::Solve(options, &problem, &summary);
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    if (!summary.IsSolutionUsable()) {
        return fail(ErrorCode::NotConverged, "The body could not be fitted to the landmarks.",
                    "Try a photo in which the whole person is seen from the front.");
    }
    return StageOutcome{cost.unpacked(free.data()), summary.final_cost,
                        static_cast<int>(summary.iterations.size())};
}

} // namespace maquette
