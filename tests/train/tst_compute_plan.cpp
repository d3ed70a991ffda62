// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/compute_plan.h"

#include "core/base/file.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

std::vector<ComputePlan> triedWith(int processors, const PlanTimer& timer) {
    std::vector<ComputePlan> tried;
    const auto plans = timePlans(processors, timer);
    if (plans) {
        for (const TimedPlan& timed : *plans) {
            tried.push_back(timed.plan);
        }
    }
    return tried;
}

TEST(ComputePlan, TriesThreadsFirstAndFormatsWithTheBest) {
    const auto fewIsBest = [](const ComputePlan& plan) -> Result<double> {
        return 100.0 - plan.threads;
    };
    const std::vector<ComputePlan> wanted = {
        {8, {}}, {4, {}}, {2, {}}, {2, {false, false}}, {2, {true, true}}};
    EXPECT_EQ(triedWith(8, fewIsBest), wanted);
    const std::vector<ComputePlan> alone = {{1, {}}, {1, {false, false}}, {1, {true, true}}};
    EXPECT_EQ(triedWith(1, fewIsBest), alone);
}

TEST(ComputePlan, WhatFailsIsNotChosen) {
    const auto onlyPlain = [](const ComputePlan& plan) -> Result<double> {
        return plan.pictures.bfloat16 ? Result<double>(fail(ErrorCode::Internal, "illegal"))
                                      : (plan.pictures.channelsLast ? 30.0 : 40.0);
    };
    const auto plans = timePlans(2, onlyPlain);
    ASSERT_TRUE(plans);
    EXPECT_EQ(fastestOf(*plans).plan, (ComputePlan{2, {false, false}}));
    EXPECT_EQ(plans->back().samplesPerSecond, 0.0);

    const auto nothing = timePlans(2, [](const ComputePlan&) -> Result<double> {
        return fail(ErrorCode::Internal, "no LibTorch");
    });
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().message, "no LibTorch");
}

TEST(ComputePlan, StopsWhenCancelled) {
    int calls = 0;
    const auto plans = timePlans(4, [&](const ComputePlan&) -> Result<double> {
        ++calls;
        return fail(ErrorCode::Cancelled, "stopped");
    });
    ASSERT_FALSE(plans);
    EXPECT_EQ(plans.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(calls, 1);
}

TEST(PlanStore, KeepsThePlanOfThisMachine) {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "new" / "plan.json";
    const PlanStore store(file);
    EXPECT_FALSE(store.load());
    const TimedPlan timed{{3, {false, true}}, 61.5};
    ASSERT_TRUE(store.save(timed));
    ASSERT_TRUE(store.load());
    EXPECT_EQ(store.load()->plan, timed.plan);
    EXPECT_EQ(store.load()->samplesPerSecond, 61.5);

    const auto bytes = readFile(file);
    std::string text(bytes->begin(), bytes->end());
    text.replace(text.find(" x "), 3, " y "); // another machine
    ASSERT_TRUE(writeFile(file, text));
    EXPECT_FALSE(store.load());
    ASSERT_TRUE(writeFile(file, std::string("{")));
    EXPECT_FALSE(store.load());
}

} // namespace
} // namespace maquette
