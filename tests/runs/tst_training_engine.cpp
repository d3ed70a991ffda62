// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/training_engine.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

namespace maquette {
namespace {

using namespace std::chrono_literals;
using Kind = TrainingEvent::Kind;

/// What a task was asked, seen from the test.
struct Log {
    std::atomic<int> steps{0};
    std::atomic<int> saves{0};
    std::atomic<int> alive{0};
};

class FakeTask final : public TrainingTask {
public:
    FakeTask(Log& log, std::int64_t steps, std::int64_t failAt = -1)
        : m_log(log), m_steps(steps), m_failAt(failAt) {
        ++m_log.alive;
    }
    ~FakeTask() override { --m_log.alive; }

    Result<std::vector<RunProgress>> step() override {
        if (m_count == m_failAt) {
            return fail(ErrorCode::Internal, "It broke.");
        }
        ++m_count;
        ++m_log.steps;
        std::this_thread::sleep_for(1ms);
        RunProgress progress;
        progress.step = m_count;
        progress.steps = m_steps;
        return std::vector<RunProgress>{progress};
    }
    std::int64_t stepCount() const override { return m_count; }
    std::int64_t steps() const override { return m_steps; }
    void extend(std::int64_t more) override { m_steps += more; }
    Status save() override {
        ++m_log.saves;
        return {};
    }

private:
    Log& m_log;
    std::int64_t m_steps;
    std::int64_t m_failAt;
    std::int64_t m_count = 0;
};

/// Collects events and waits for them.
class Events {
public:
    TrainingEngine::Listener listener() {
        return [this](const TrainingEvent& event) {
            const std::lock_guard lock(m_mutex);
            m_events.push_back(event);
            m_changed.notify_all();
        };
    }
    [[nodiscard]] bool waitFor(Kind kind, RunGeneration generation) {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, 20s, [&] { return countLocked(kind, generation) > 0; });
    }
    [[nodiscard]] bool waitForStep(std::int64_t step) {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, 20s, [&] {
            return std::any_of(m_events.begin(), m_events.end(), [&](const TrainingEvent& event) {
                return event.kind == Kind::Progress && event.progress.step >= step;
            });
        });
    }
    [[nodiscard]] int count(Kind kind, RunGeneration generation) {
        const std::lock_guard lock(m_mutex);
        return countLocked(kind, generation);
    }
    [[nodiscard]] std::optional<Error> error(Kind kind) {
        const std::lock_guard lock(m_mutex);
        for (const TrainingEvent& event : m_events) {
            if (event.kind == kind) {
                return event.error;
            }
        }
        return std::nullopt;
    }

private:
    int countLocked(Kind kind, RunGeneration generation) const {
        return static_cast<int>(
            std::count_if(m_events.begin(), m_events.end(), [&](const TrainingEvent& event) {
                return event.kind == kind && event.generation == generation;
            }));
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<TrainingEvent> m_events;
};

TrainingEngine::OpenTask taskOf(Log& log, std::int64_t steps, std::int64_t failAt = -1) {
    return [&log, steps, failAt](const Context&) -> Result<std::unique_ptr<TrainingTask>> {
        return std::make_unique<FakeTask>(log, steps, failAt);
    };
}

TEST(TrainingEngine, TrainsToTheEnd) {
    Log log;
    Events events;
    TrainingEngine engine(events.listener());
    const RunGeneration run = engine.start(taskOf(log, 12));
    ASSERT_TRUE(events.waitFor(Kind::Finished, run));
    EXPECT_EQ(events.count(Kind::Opened, run), 1);
    EXPECT_EQ(events.count(Kind::Progress, run), 12);
    EXPECT_EQ(log.saves, 1);
    EXPECT_EQ(log.alive, 0);
}

TEST(TrainingEngine, PausesGoesOnAndExtends) {
    Log log;
    Events events;
    TrainingEngine engine(events.listener());
    const RunGeneration run = engine.start(taskOf(log, 1000000));
    ASSERT_TRUE(events.waitForStep(3));
    engine.pause();
    ASSERT_TRUE(events.waitFor(Kind::Paused, run));
    const int steps = log.steps;
    std::this_thread::sleep_for(30ms);
    EXPECT_EQ(log.steps, steps);
    engine.save();
    ASSERT_TRUE(events.waitFor(Kind::Saved, run));
    engine.extend(-999995); // ends soon
    engine.resume();
    ASSERT_TRUE(events.waitFor(Kind::Resumed, run));
    ASSERT_TRUE(events.waitFor(Kind::Finished, run));
}

TEST(TrainingEngine, StopSavesAndAnotherRunMayBegin) {
    Log log;
    Events events;
    TrainingEngine engine(events.listener());
    const RunGeneration first = engine.start(taskOf(log, 1000000));
    ASSERT_TRUE(events.waitForStep(2));
    const RunGeneration second = engine.start(taskOf(log, 3));
    ASSERT_TRUE(events.waitFor(Kind::Stopped, first));
    ASSERT_TRUE(events.waitFor(Kind::Finished, second));
    EXPECT_EQ(log.saves, 2);
    EXPECT_EQ(events.count(Kind::Finished, first), 0);
}

TEST(TrainingEngine, TellsWhatFailed) {
    Log log;
    Events events;
    TrainingEngine engine(events.listener());
    const RunGeneration run = engine.start(taskOf(log, 10, 4));
    ASSERT_TRUE(events.waitFor(Kind::Failed, run));
    ASSERT_TRUE(events.error(Kind::Failed));
    EXPECT_EQ(events.error(Kind::Failed)->message, "It broke.");
    EXPECT_EQ(log.alive, 0);
}

TEST(TrainingEngine, OpeningCanBeStopped) {
    Events events;
    TrainingEngine engine(events.listener());
    std::atomic<bool> began{false};
    const RunGeneration run =
        engine.start([&](const Context& ctx) -> Result<std::unique_ptr<TrainingTask>> {
            began = true;
            while (!ctx.isCancelled()) {
                std::this_thread::sleep_for(1ms);
            }
            return ctx.cancelled();
        });
    while (!began) {
        std::this_thread::sleep_for(1ms);
    }
    engine.stop();
    EXPECT_TRUE(events.waitFor(Kind::Stopped, run));
}

TEST(TrainingEngine, MayBeDestroyedAtAnyMoment) {
    for (const auto wait : {0ms, 1ms, 5ms, 20ms}) {
        Log log;
        Events events;
        {
            TrainingEngine engine(events.listener());
            engine.start(taskOf(log, 1000000));
            std::this_thread::sleep_for(wait);
        }
        EXPECT_EQ(log.alive, 0);
    }
    TrainingEngine idle([](const TrainingEvent&) {});
    idle.pause();
    idle.resume();
    idle.save();
}

TEST(TrainingEngine, TakesCommandsFromManyThreads) {
    Log log;
    Events events;
    TrainingEngine engine(events.listener());
    const RunGeneration run = engine.start(taskOf(log, 1000000));
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 20; ++i) {
                engine.pause();
                engine.save();
                engine.resume();
            }
        });
    }
    threads.clear();
    engine.stop();
    EXPECT_TRUE(events.waitFor(Kind::Stopped, run));
}

} // namespace
} // namespace maquette
