// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/alarms.h"

#include "core/base/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace maquette {
namespace {

using Values = std::function<double(double)>; ///< of the share of the run that is done

struct Shape {
    Values loss = [](double t) { return 1.0 + 4.0 * std::exp(-4.0 * t); };
    Values training = [](double t) { return 8.0 + 12.0 * std::exp(-4.0 * t); };
    Values heldOut = [](double t) { return 10.0 + 12.0 * std::exp(-3.0 * t); };
    Values wait = [](double) { return 6.0; };
};

/// A run of 200 records and 40 validations, with a few percent of noise, the same every time.
std::vector<RunRecord> runOf(const Shape& shape) {
    std::vector<RunRecord> records;
    Random random(7);
    const auto noisy = [&](double value) { return value * (1.0 + 0.02 * random.normal()); };
    for (int i = 1; i <= 200; ++i) {
        const double t = i / 200.0;
        records.push_back({20 * i,
                           kTrainRecord,
                           {{"loss", noisy(shape.loss(t))},
                            {"vertices_mm", noisy(shape.training(t))},
                            {"data_wait_percent", noisy(shape.wait(t))}}});
        if (i % 5 == 0) {
            const double error = shape.heldOut(t) * (1.0 + 0.002 * random.normal());
            records.push_back({20 * i, kValidationRecord, {{"vertices_mm", error}}});
        }
    }
    return records;
}

std::vector<Alarm> alarmsOf(const std::vector<RunRecord>& records,
                            std::optional<std::uint64_t> freeBytes = std::uint64_t{1} << 40) {
    return findAlarms({records, "vertices_mm", freeBytes, 1000000});
}

void expectOnly(const std::vector<Alarm>& alarms, AlarmKind kind) {
    ASSERT_EQ(alarms.size(), 1U);
    EXPECT_EQ(alarms[0].kind, kind) << alarms[0].text;
    EXPECT_FALSE(alarms[0].text.empty());
    EXPECT_FALSE(alarms[0].advice.empty());
}

TEST(Alarms, ACleanRunRaisesNoneAtAnyStep) {
    const auto records = runOf({});
    for (std::size_t count = 0; count <= records.size(); ++count) {
        const std::vector<RunRecord> part(records.begin(),
                                          records.begin() + static_cast<std::ptrdiff_t>(count));
        EXPECT_TRUE(alarmsOf(part).empty()) << count << ": " << alarmsOf(part).front().text;
    }
}

TEST(Alarms, ALossThatIsNoNumberIsDivergence) {
    auto records = runOf({});
    for (const double loss : {static_cast<double>(NAN), static_cast<double>(INFINITY)}) {
        auto broken = records;
        broken.push_back({4020, kTrainRecord, {{"loss", loss}}});
        expectOnly(alarmsOf(broken), AlarmKind::Diverged);
        EXPECT_EQ(alarmsOf(broken)[0].step, 4020);
    }
}

TEST(Alarms, ALossThatRunsAwayIsDivergence) {
    Shape shape;
    shape.loss = [](double t) { return t < 0.7 ? 1.0 + t : 1.7 * std::exp(20.0 * (t - 0.7)); };
    expectOnly(alarmsOf(runOf(shape)), AlarmKind::Diverged);
    auto records = runOf({});
    records[150].metrics["loss"] = 90.0; // one bad batch
    EXPECT_TRUE(alarmsOf(records).empty());
}

TEST(Alarms, TrainingThatFallsWhileHeldOutRisesIsOverfitting) {
    Shape shape;
    shape.training = [](double t) { return 12.0 - 8.0 * t; };
    shape.heldOut = [](double t) { return t < 0.5 ? 14.0 - 6.0 * t : 11.0 + 5.0 * (t - 0.5); };
    const auto alarms = alarmsOf(runOf(shape));
    expectOnly(alarms, AlarmKind::Overfitting);
    EXPECT_NEAR(static_cast<double>(alarms[0].step), 2000.0, 200.0);
}

TEST(Alarms, HeldOutThatRisesWithTrainingIsNoOverfitting) {
    Shape shape;
    const Values both = [](double t) { return t < 0.5 ? 14.0 - 6.0 * t : 11.0 + 5.0 * (t - 0.5); };
    shape.training = both;
    shape.heldOut = both;
    EXPECT_FALSE(overfittingAlarm({runOf(shape), "vertices_mm", {}, 0}));
}

TEST(Alarms, HeldOutThatStaysIsStalled) {
    Shape shape;
    shape.heldOut = [](double t) { return 12.0 + 8.0 * std::exp(-30.0 * t); };
    expectOnly(alarmsOf(runOf(shape)), AlarmKind::Stalled);
}

TEST(Alarms, WaitingForDataIsTold) {
    Shape shape;
    shape.wait = [](double t) { return t < 0.9 ? 6.0 : 45.0; };
    expectOnly(alarmsOf(runOf(shape)), AlarmKind::SlowData);
    auto records = runOf({});
    records[198].metrics["data_wait_percent"] = 60.0; // once
    EXPECT_TRUE(alarmsOf(records).empty());
}

TEST(Alarms, AFullDiskIsTold) {
    const auto records = runOf({});
    expectOnly(alarmsOf(records, 500000000), AlarmKind::DiskLow);
    EXPECT_TRUE(alarmsOf(records, std::nullopt).empty());
    EXPECT_TRUE(alarmsOf(records, std::uint64_t{20} << 30).empty());
}

} // namespace
} // namespace maquette
