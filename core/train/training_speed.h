// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How fast the mapping trains with a plan.

#include "core/train/compute_plan.h"

namespace maquette {

/// Samples a second of forward and backward passes of the standard network on random numbers, for
/// a few seconds. May end the process: there are virtual machines that advertise instructions
/// which they do not have. See timePlan for a safe way.
/// Throws c10::Error where the plan is not possible here.
[[nodiscard]] double trainingSpeed(const ComputePlan& plan);

/// The same in a process of its own: "program time-plan" with the plan prints the number.
/// @errors  those of runChild.
[[nodiscard]] Result<double> timePlan(const std::filesystem::path& program, const ComputePlan& plan,
                                      const Context& ctx = {});

/// Where plans are kept: in cacheFolder().
[[nodiscard]] PlanStore planStore();

/// Times this machine with timePlan, and keeps the fastest plan in @p store.
/// @param program  that understands "time-plan", i.e. maquette-cli.
/// @param tell     called with each plan and its speed, or why it failed.
/// @errors  those of timePlans and PlanStore::save.
/// @threading  Takes about half a minute.
[[nodiscard]] Result<TimedPlan>
timeMachine(const PlanStore& store, const std::filesystem::path& program,
            const std::function<void(const ComputePlan&, const Result<double>&)>& tell,
            const Context& ctx = {});

} // namespace maquette
