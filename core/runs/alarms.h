// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What goes wrong in a training run, told from its records, with advice.

#include "core/runs/run_record.h"

#include <optional>
#include <string>
#include <vector>

namespace maquette {

enum class AlarmKind { Diverged, Overfitting, Stalled, SlowData, DiskLow };

struct Alarm {
    AlarmKind kind;
    std::string text;   ///< one sentence: what is wrong
    std::string advice; ///< what can be done
    std::int64_t step;  ///< since when
    [[nodiscard]] bool operator==(const Alarm&) const = default;
};

/// What the alarms look at. Records in order of steps.
struct RunHistory {
    const std::vector<RunRecord>& records;
    std::string heldOut;                    ///< metric that tells how good the run is
    std::optional<std::uint64_t> freeBytes; ///< of the disk; nothing: unknown
    std::uint64_t bytesAhead = 0;           ///< that the run is going to write at once
};

/// All that is wrong now, the worst first.
/// @threading  Reentrant; reads each record once an alarm.
[[nodiscard]] std::vector<Alarm> findAlarms(const RunHistory& history);

// Each on its own; nothing where all is well.

/// The loss is not a number, or stays above four times its least for some records.
[[nodiscard]] std::optional<Alarm> divergedAlarm(const RunHistory& history);
/// Over the last validations the held-out error rises well above its least, while the same metric
/// of training falls.
[[nodiscard]] std::optional<Alarm> overfittingAlarm(const RunHistory& history);
/// The held-out error has not become better by a percent over the last half of the validations,
/// ten at least.
[[nodiscard]] std::optional<Alarm> stalledAlarm(const RunHistory& history);
/// Training waits for its data more than a quarter of the time, over the last records.
[[nodiscard]] std::optional<Alarm> slowDataAlarm(const RunHistory& history);
[[nodiscard]] std::optional<Alarm> diskLowAlarm(const RunHistory& history);

} // namespace maquette
