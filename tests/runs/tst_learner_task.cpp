// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/learner_task.h"

#include "core/runs/run_lock.h"
#include "tests/runs/fake_learner.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

using test::FakeLearning;

class LearnerTaskTest : public testing::Test {
protected:
    [[nodiscard]] Result<std::unique_ptr<TrainingTask>> open(const FakeLearning& how = {}) const {
        const MakeLearner make = [how](const Context&) {
            return Result<std::unique_ptr<Learner>>(std::make_unique<test::FakeLearner>(how));
        };
        return openLearnerTask(m_run, make,
                               {.metricsEvery = 2, .validateEvery = 4, .checkpointEvery = 4});
    }
    /// Trains up to a step without saving at the end.
    static void trainTo(TrainingTask& task, std::int64_t step) {
        while (task.stepCount() < step) {
            ASSERT_TRUE(task.step());
        }
    }
    [[nodiscard]] static std::string textOf(const std::filesystem::path& file) {
        const auto bytes = readFile(file);
        return bytes ? std::string(bytes->begin(), bytes->end()) : "nothing";
    }

    test::TemporaryFolder m_folder;
    RunFolder m_run = RunFolder::create(m_folder / "run", {.dataset = "people"}).value();
};

TEST_F(LearnerTaskTest, WritesDownAllAlong) {
    {
        const auto task = open();
        ASSERT_TRUE(task);
        EXPECT_EQ(m_run.state().phase, RunPhase::Running);
        EXPECT_EQ(m_run.baselines().size(), 2U);
        ASSERT_TRUE(trainTask(**task, [](const RunProgress&) {}));
    }
    const auto records = m_run.metrics().read();
    ASSERT_EQ(records.size(), 9U); // six of training, three of validation
    EXPECT_DOUBLE_EQ(records[0].metrics.at("loss"), (10.0 + 5.0) / 2);
    for (const char* name : {"samples_per_second", "memory_mb", "seconds", "learning_rate"}) {
        EXPECT_GT(records[0].metrics.at(name), 0.0) << name;
    }
    EXPECT_EQ(previewSteps(m_run.previews()), (std::vector<std::int64_t>{0, 4, 8, 12}));
    const RunState state = m_run.state();
    EXPECT_EQ(state.phase, RunPhase::Finished);
    EXPECT_EQ(state.step, 12);
    EXPECT_EQ(state.heldOut, "vertices_mm");
    EXPECT_FALSE(RunLock::holderOf(m_run.lockFile()));
}

TEST_F(LearnerTaskTest, GoesOnFromItsCheckpoint) {
    {
        const auto task = open();
        ASSERT_TRUE(task);
        trainTo(**task, 7); // records of step 6 are later than the checkpoint
    }
    EXPECT_EQ(m_run.state().phase, RunPhase::Stopped);
    const auto task = open();
    ASSERT_TRUE(task);
    EXPECT_EQ((*task)->stepCount(), 4);
    EXPECT_EQ(m_run.metrics().read().back().step, 4);
    ASSERT_TRUE(trainTask(**task, [](const RunProgress&) {}));
    const auto records = m_run.metrics().read();
    EXPECT_EQ(records.size(), 9U);
    for (std::size_t i = 1; i < records.size(); ++i) {
        EXPECT_GE(records[i].step, records[i - 1].step);
    }
}

TEST_F(LearnerTaskTest, AnExtensionIsRemembered) {
    {
        const auto task = open();
        ASSERT_TRUE(task);
        trainTo(**task, 4);
        (*task)->extend(20);
        ASSERT_TRUE((*task)->save());
    }
    const auto task = open();
    ASSERT_TRUE(task);
    EXPECT_EQ((*task)->steps(), 32);
}

TEST_F(LearnerTaskTest, TheBestModelIsNeverReplacedByAWorseOne) {
    {
        const auto task = open({.steps = 16, .bestAt = 8});
        ASSERT_TRUE(task);
        ASSERT_TRUE(trainTask(**task, [](const RunProgress&) {}));
    }
    EXPECT_EQ(textOf(m_run.bestModel()), "model of step 8");
    EXPECT_EQ(textOf(m_run.model()), "model of step 16");
    EXPECT_EQ(m_run.state().bestStep, 8);
    const auto task = open({.steps = 16, .bestAt = 8});
    ASSERT_TRUE(task);
    (*task)->extend(8);
    ASSERT_TRUE(trainTask(**task, [](const RunProgress&) {}));
    EXPECT_EQ(textOf(m_run.bestModel()), "model of step 8");
}

TEST_F(LearnerTaskTest, DivergedTrainingLeavesTheLastCheckpointWhole) {
    {
        const auto task = open({.divergesAt = 6});
        ASSERT_TRUE(task);
        const Status trained = trainTask(**task, [](const RunProgress&) {});
        ASSERT_FALSE(trained);
        EXPECT_EQ(trained.error().code, ErrorCode::NotConverged);
    }
    EXPECT_EQ(textOf(m_run.checkpoint()), "4");
    EXPECT_EQ(m_run.state().phase, RunPhase::Failed);
    EXPECT_NE(m_run.state().error.find("diverged"), std::string::npos);
    EXPECT_TRUE(std::isnan(m_run.metrics().read().back().metrics.at("loss")));
}

TEST_F(LearnerTaskTest, TellsWhyItFailed) {
    {
        const auto task = open({.failsAt = 5});
        ASSERT_TRUE(task);
        EXPECT_FALSE(trainTask(**task, [](const RunProgress&) {}));
    }
    EXPECT_EQ(m_run.state().phase, RunPhase::Failed);
    EXPECT_EQ(m_run.state().error, "It broke.");
    const auto again = open();
    ASSERT_TRUE(again);
    EXPECT_TRUE(m_run.state().error.empty());
}

TEST_F(LearnerTaskTest, TwoCannotTrainOneRun) {
    const auto first = open();
    ASSERT_TRUE(first);
    const auto second = open();
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().message.find("being trained already"), std::string::npos);
    EXPECT_EQ(m_run.state().phase, RunPhase::Running); // the first goes on unharmed
}

TEST_F(LearnerTaskTest, AFolderThatWentAwayIsNamed) {
    const auto task = open();
    ASSERT_TRUE(task);
    std::filesystem::remove_all(m_run.path());
    const Status trained = trainTask(**task, [](const RunProgress&) {});
    ASSERT_FALSE(trained);
    EXPECT_EQ(trained.error().code, ErrorCode::FileUnwritable);
}

} // namespace
} // namespace maquette
