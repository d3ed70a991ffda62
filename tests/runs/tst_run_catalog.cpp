// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/run_catalog.h"

#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>

namespace maquette {
namespace {

namespace fs = std::filesystem;

class RunCatalogTest : public testing::Test {
protected:
    [[nodiscard]] RunFolder make(const std::string& name, const RunState& state) const {
        const auto run = RunFolder::create(m_folder / name, {.dataset = m_folder.path()});
        EXPECT_TRUE(run && run->writeState(state));
        return *run;
    }
    /// A run with all its files.
    [[nodiscard]] RunFolder makeWhole(const std::string& name, const RunState& state) const {
        RunFolder run = make(name, state);
        std::ofstream(run.checkpoint()) << "x";
        std::ofstream(run.model()) << "x";
        EXPECT_TRUE(run.metrics().append({1, kTrainRecord, {{"loss", 1.0}}}));
        return run;
    }
    static void age(const RunFolder& run, int hours) {
        for (const char* file : {"config.json", "state.json", "metrics.jsonl"}) {
            std::error_code ignored;
            fs::last_write_time(run.path() / file,
                                fs::file_time_type::clock::now() - std::chrono::hours(hours),
                                ignored);
        }
    }

    test::TemporaryFolder m_folder;
};

TEST_F(RunCatalogTest, ListsRunsLatestFirst) {
    age(makeWhole("old", {.phase = RunPhase::Finished, .step = 9, .steps = 9}), 5);
    age(makeWhole("new", {.phase = RunPhase::Stopped, .step = 3, .steps = 9}), 1);
    fs::create_directories(m_folder / "pictures");
    std::ofstream(m_folder / "file.txt") << "x";
    const auto runs = listRuns(m_folder.path());
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].name, "new");
    EXPECT_EQ(runs[1].name, "old");
    EXPECT_EQ(runs[1].state.phase, RunPhase::Finished);
    EXPECT_TRUE(runs[0].problems.empty()) << runs[0].problems.front();
    EXPECT_TRUE(listRuns(m_folder / "none").empty());
}

TEST_F(RunCatalogTest, NamesWhatIsMissing) {
    const RunFolder run = makeWhole("a", {.phase = RunPhase::Stopped, .step = 3, .steps = 9});
    fs::remove(run.checkpoint());
    fs::remove(run.model());
    fs::remove(run.path() / "metrics.jsonl");
    const auto summary = summariseRun(run.path());
    ASSERT_TRUE(summary);
    ASSERT_EQ(summary->problems.size(), 3U);
    EXPECT_FALSE(summary->hasCheckpoint);
    EXPECT_FALSE(summary->hasModel);
    fs::remove(run.path() / "config.json");
    const auto without = summariseRun(run.path());
    ASSERT_TRUE(without);
    EXPECT_FALSE(without->config);
    EXPECT_NE(without->problems.front().find("config.json"), std::string::npos);
}

TEST_F(RunCatalogTest, NamesADataSetThatWentAway) {
    const auto run = RunFolder::create(m_folder / "a", {.dataset = m_folder / "gone"});
    ASSERT_TRUE(run);
    const auto summary = summariseRun(run->path());
    ASSERT_TRUE(summary);
    ASSERT_EQ(summary->problems.size(), 1U);
    EXPECT_NE(summary->problems[0].find("gone"), std::string::npos);
}

TEST_F(RunCatalogTest, TellsWhatWasInterrupted) {
    const RunFolder run = makeWhole("a", {.phase = RunPhase::Running, .step = 3, .steps = 9});
    EXPECT_TRUE(summariseRun(run.path())->isInterrupted());
    const auto lock = RunLock::take(run.lockFile());
    ASSERT_TRUE(lock);
    const auto summary = summariseRun(run.path());
    EXPECT_FALSE(summary->isInterrupted());
    EXPECT_TRUE(summary->holder);
}

TEST_F(RunCatalogTest, OldRunsTellByTheirRecords) {
    const RunFolder run = makeWhole("a", {});
    fs::remove(run.path() / "state.json");
    const auto add = [&](std::int64_t step, double error) {
        ASSERT_TRUE(run.metrics().append({step, kValidationRecord, {{"vertices_mm", error}}}));
    };
    add(250, 20.0);
    add(500, 12.0);
    add(750, 13.0);
    const RunState state = summariseRun(run.path())->state;
    EXPECT_EQ(state.phase, RunPhase::Stopped);
    EXPECT_EQ(state.step, 750);
    EXPECT_EQ(state.best, 12.0);
    EXPECT_EQ(state.bestStep, 500);
}

} // namespace
} // namespace maquette
