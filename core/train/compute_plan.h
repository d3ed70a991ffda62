// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How a machine trains fastest: threads, memory format and precision, found by trying.

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/nn/picture_math.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace maquette {

struct ComputePlan {
    int threads = 1;
    PictureMath pictures = {};
    [[nodiscard]] bool operator==(const ComputePlan&) const = default;
    /// "2 threads, channels-last, float32"
    [[nodiscard]] std::string toText() const;
};

struct TimedPlan {
    ComputePlan plan;
    double samplesPerSecond = 0.0; ///< 0: it failed
};

/// Samples a second of training with a plan.
using PlanTimer = std::function<Result<double>(const ComputePlan&)>;

/// The threads first: all, a half, a quarter of the processors; then, with the best number of
/// them, formats and precisions. What fails is left out.
/// @return  in the order of trying.
/// @errors  Cancelled; the first plan's where all fail.
[[nodiscard]] Result<std::vector<TimedPlan>> timePlans(int processors, const PlanTimer& timer);

/// @param plans  at least one that did not fail.
[[nodiscard]] const TimedPlan& fastestOf(const std::vector<TimedPlan>& plans);

/// The fastest plan with its speed.
/// Of this machine's processor and this LibTorch; a change of either asks for a new timing.
class PlanStore {
public:
    /// @param file  of the plan, e.g. cacheFolder() / "compute-plan.json".
    explicit PlanStore(std::filesystem::path file) : m_file(std::move(file)) {}

    /// Nothing where there is none, or none for this machine.
    [[nodiscard]] std::optional<TimedPlan> load() const;
    /// @errors  FileUnwritable.
    [[nodiscard]] Status save(const TimedPlan& timed) const;

private:
    std::filesystem::path m_file;
};

} // namespace maquette
