// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/alarms.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

namespace maquette {
namespace {

struct Point {
    std::int64_t step;
    double value;
};
using Series = std::vector<Point>;

Series seriesOf(const RunHistory& history, const char* kind, const std::string& name) {
    Series series;
    for (const RunRecord& record : history.records) {
        const auto found = record.metrics.find(name);
        if (record.kind == kind && found != record.metrics.end()) {
            series.push_back({record.step, found->second});
        }
    }
    return series;
}

/// Mean of the values from @p begin up to @p end.
double meanOf(const Series& series, std::size_t begin, std::size_t end) {
    double sum = 0.0;
    for (std::size_t i = begin; i < end; ++i) {
        sum += series[i].value;
    }
    return sum / static_cast<double>(std::max<std::size_t>(end - begin, 1));
}

Series::const_iterator leastOf(const Series& series) {
    return std::ranges::min_element(series, {}, &Point::value);
}

std::string rounded(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

/// The part of a series from a step on.
Series from(const Series& series, std::int64_t step) {
    Series later;
    std::ranges::copy_if(series, std::back_inserter(later),
                         [&](const Point& point) { return point.step >= step; });
    return later;
}

} // namespace

std::vector<Alarm> findAlarms(const RunHistory& history) {
    std::vector<Alarm> alarms;
    for (const auto find :
         {divergedAlarm, diskLowAlarm, overfittingAlarm, stalledAlarm, slowDataAlarm}) {
        auto alarm = find(history);
        // A run that overfits has stalled, too; one of the sentences is enough.
        const bool isSaid = alarm && alarm->kind == AlarmKind::Stalled && !alarms.empty() &&
                            alarms.back().kind == AlarmKind::Overfitting;
        if (alarm && !isSaid) {
            alarms.push_back(std::move(*alarm));
        }
    }
    return alarms;
}

std::optional<Alarm> divergedAlarm(const RunHistory& history) {
    constexpr double kFar = 4.0;
    constexpr std::size_t kRecords = 3; ///< a single bad batch is no divergence
    const char* advice = "Stop it, and begin a new run with half the learning rate. The best model "
                         "so far is kept.";
    const Series losses = seriesOf(history, kTrainRecord, "loss");
    double least = std::numeric_limits<double>::infinity();
    std::size_t far = 0;
    for (const Point& point : losses) {
        if (!std::isfinite(point.value)) {
            return Alarm{AlarmKind::Diverged,
                         "The run diverged: its loss is not a number any more.", advice,
                         point.step};
        }
        least = std::min(least, point.value);
        far = point.value > kFar * least ? far + 1 : 0;
    }
    if (far < kRecords) {
        return std::nullopt;
    }
    return Alarm{AlarmKind::Diverged,
                 "The run diverges: its loss rose from " + rounded(least) + " to " +
                     rounded(losses.back().value) + ".",
                 advice, losses[losses.size() - far].step};
}

std::optional<Alarm> overfittingAlarm(const RunHistory& history) {
    constexpr std::size_t kAfter = 4; ///< validations since the best one
    constexpr double kWorse = 1.03;   ///< of the best
    const Series heldOut = seriesOf(history, kValidationRecord, history.heldOut);
    if (heldOut.size() < 2 * kAfter) {
        return std::nullopt;
    }
    const auto best = leastOf(heldOut);
    const auto since = static_cast<std::size_t>(heldOut.end() - best - 1);
    const std::size_t half = since / 2;
    const std::size_t begin = heldOut.size() - since;
    const bool rises =
        since >= kAfter && meanOf(heldOut, begin + half, heldOut.size()) > kWorse * best->value &&
        meanOf(heldOut, begin + half, heldOut.size()) > meanOf(heldOut, begin, begin + half);
    const Series training = from(seriesOf(history, kTrainRecord, history.heldOut), best->step);
    const std::size_t middle = training.size() / 2;
    const bool falls = training.size() >= kAfter &&
                       meanOf(training, middle, training.size()) < meanOf(training, 0, middle);
    if (!rises || !falls) {
        return std::nullopt;
    }
    return Alarm{AlarmKind::Overfitting,
                 "The run overfits: since step " + std::to_string(best->step) +
                     " it becomes better on people it learns from and worse on others.",
                 "Stop it: the model of that step is kept as the best. More people in the data set "
                 "help most, then more weight decay.",
                 best->step};
}

std::optional<Alarm> stalledAlarm(const RunHistory& history) {
    constexpr std::size_t kLeast = 10;
    constexpr double kBetter = 0.99;
    const Series heldOut = seriesOf(history, kValidationRecord, history.heldOut);
    if (heldOut.size() < 2 * kLeast) {
        return std::nullopt;
    }
    const std::size_t half = heldOut.size() / 2;
    const Series before(heldOut.begin(), heldOut.begin() + static_cast<std::ptrdiff_t>(half));
    const Series after(heldOut.begin() + static_cast<std::ptrdiff_t>(half), heldOut.end());
    if (leastOf(after)->value < kBetter * leastOf(before)->value) {
        return std::nullopt;
    }
    return Alarm{AlarmKind::Stalled,
                 "The run stalls: the held-out error has not become better by one percent since "
                 "step " +
                     std::to_string(before.back().step) + ".",
                 "Stop it and use the best model. A larger data set or a wider network may go "
                 "further.",
                 before.back().step};
}

std::optional<Alarm> slowDataAlarm(const RunHistory& history) {
    constexpr std::size_t kRecords = 5;
    constexpr double kMost = 25.0; ///< percent
    const Series waits = seriesOf(history, kTrainRecord, "data_wait_percent");
    if (waits.size() < kRecords) {
        return std::nullopt;
    }
    const std::size_t begin = waits.size() - kRecords;
    const bool isSlow = std::all_of(waits.begin() + static_cast<std::ptrdiff_t>(begin), waits.end(),
                                    [](const Point& point) { return point.value > kMost; });
    if (!isSlow) {
        return std::nullopt;
    }
    return Alarm{AlarmKind::SlowData,
                 "Training waits for its data " + rounded(meanOf(waits, begin, waits.size())) +
                     " % of the time.",
                 "Put the data set on a faster disk, or close what else reads from it.",
                 waits[begin].step};
}

std::optional<Alarm> diskLowAlarm(const RunHistory& history) {
    constexpr std::uint64_t kReserve = std::uint64_t{1} << 30;
    if (!history.freeBytes || *history.freeBytes >= kReserve + history.bytesAhead) {
        return std::nullopt;
    }
    return Alarm{AlarmKind::DiskLow,
                 "The disk is nearly full: " +
                     rounded(static_cast<double>(*history.freeBytes) / 1e9) + " GB are left.",
                 "Free some space. The last checkpoint stays whole whatever happens.",
                 history.records.empty() ? 0 : history.records.back().step};
}

} // namespace maquette
