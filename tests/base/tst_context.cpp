// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/context.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <limits>
#include <thread>

namespace maquette {
namespace {

using Reports = std::vector<std::pair<double, std::string>>;

/// A context that writes down what it is told.
Context recording(Reports& reports) {
    return Context(CancelToken(), [&reports](double fraction, const std::string& stage) {
        reports.emplace_back(fraction, stage);
    });
}

TEST(Context, MadeByDefaultIsSilentAndNeverCancelled) {
    const Context ctx;
    ctx.report(0.5);
    ctx.nested(0.0, 0.5, "stage").report(1.0);
    EXPECT_FALSE(ctx.isCancelled());
    EXPECT_FALSE(ctx.nested(0.0, 0.5).isCancelled());
}

TEST(Context, ChildrenReportIntoTheirSpans) {
    Reports reports;
    const Context root = recording(reports);
    const Context second = root.nested(0.5, 1.0, "second");
    root.nested(0.0, 0.5, "first").report(0.5);
    second.report(0.25);
    second.nested(0.5, 0.75, "inner").report(1.0);
    root.report(1.0);
    EXPECT_EQ(reports, (Reports{{0.25, "first"}, {0.625, "second"}, {0.875, "inner"}, {1.0, ""}}));
}

TEST(Context, ChildWithoutAStageKeepsItsParents) {
    Reports reports;
    recording(reports).nested(0.0, 1.0, "outer").nested(0.0, 0.5).report(1.0);
    EXPECT_EQ(reports, (Reports{{0.5, "outer"}}));
}

TEST(Context, FractionsAreClampedToTheSpan) {
    Reports reports;
    const Context middle = recording(reports).nested(0.25, 0.75);
    middle.report(-3.0);
    middle.report(7.0);
    middle.nested(-1.0, 2.0).report(1.0);
    EXPECT_EQ(reports, (Reports{{0.25, ""}, {0.75, ""}}));
}

TEST(Context, NeverFallsAndNeverRepeats) {
    Reports reports;
    const Context root = recording(reports);
    const Context early = root.nested(0.0, 0.5, "early");
    const Context late = root.nested(0.5, 1.0, "late");
    late.report(0.0);
    late.report(0.0);
    early.report(0.9);
    EXPECT_EQ(reports, (Reports{{0.5, "late"}}));
    early.report(1.0); // the same place, but another stage
    EXPECT_EQ(reports, (Reports{{0.5, "late"}, {0.5, "early"}}));
}

TEST(Context, FractionThatIsNoNumberIsLeftOut) {
    Reports reports;
    const Context ctx = recording(reports);
    ctx.report(std::numeric_limits<double>::quiet_NaN());
    ctx.report(0.5);
    ctx.report(0.25);
    EXPECT_EQ(reports, (Reports{{0.5, ""}}));
}

TEST(Context, CancelReachesEveryCopyAndChildForGood) {
    const CancelToken token;
    const Context root(token);
    const Context copy = root;
    const Context child = root.nested(0.2, 0.4, "stage");
    EXPECT_FALSE(child.isCancelled());
    token.cancel();
    token.cancel();
    EXPECT_TRUE(root.isCancelled());
    EXPECT_TRUE(copy.isCancelled());
    EXPECT_TRUE(child.isCancelled());
    EXPECT_TRUE(child.nested(0.0, 1.0).isCancelled());
    EXPECT_EQ(child.cancelled().value().code, ErrorCode::Cancelled);
    EXPECT_FALSE(Context(CancelToken()).isCancelled()) << "a new job's token is its own";
}

TEST(Context, ThreadsReportOneAtATimeAndNeverBackwards) {
    constexpr int kThreads = 4;
    constexpr int kReports = 2000;
    std::atomic<int> inside = 0;
    bool overlapped = false;
    bool fell = false;
    double last = -1.0;
    const Context root(CancelToken(), [&](double fraction, const std::string&) {
        overlapped = overlapped || inside.fetch_add(1) != 0;
        fell = fell || fraction < last;
        last = fraction;
        std::this_thread::yield(); // another thread would come in here
        inside.fetch_sub(1);
    });
    std::latch start(kThreads);
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&start, ctx = root.nested(0.0, 1.0, std::to_string(t))] {
            start.arrive_and_wait();
            for (int i = 0; i <= kReports; ++i) {
                ctx.report(static_cast<double>(i) / kReports);
            }
        });
    }
    threads.clear(); // joins
    EXPECT_FALSE(overlapped);
    EXPECT_FALSE(fell);
    EXPECT_EQ(last, 1.0);
}

TEST(Context, CancelFromAnotherThreadEndsALoop) {
    const CancelToken token;
    std::atomic<bool> running = false;
    bool ended = false;
    std::thread job([&, ctx = Context(token)] {
        running = true;
        while (!ctx.isCancelled()) {
            std::this_thread::yield();
        }
        ended = true;
    });
    while (!running) {
        std::this_thread::yield();
    }
    token.cancel();
    job.join();
    EXPECT_TRUE(ended);
}

} // namespace
} // namespace maquette
