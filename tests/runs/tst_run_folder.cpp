// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/run_folder.h"

#include "core/runs/run_lock.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>

#include <sys/wait.h>
#include <unistd.h>

namespace maquette {
namespace {

namespace fs = std::filesystem;

class RunFolderTest : public testing::Test {
protected:
    [[nodiscard]] RunFolder make(const RunConfig& config = {.dataset = "people"}) const {
        return RunFolder::create(m_path, config).value();
    }
    void write(const char* file, const std::string& text) const {
        fs::create_directories((m_path / file).parent_path());
        std::ofstream(m_path / file) << text;
    }

    test::TemporaryFolder m_folder;
    fs::path m_path = m_folder / "run";
};

TEST_F(RunFolderTest, OpensAsItWasMade) {
    const RunFolder made = make({.kind = "generator",
                                 .dataset = "people",
                                 .options = R"({"rate":0.5,"deep":{"list":[1,2]}})",
                                 .title = "Größer",
                                 .notes = "two\nlines"});
    const auto opened = RunFolder::open(m_path);
    ASSERT_TRUE(opened) << describe(opened.error());
    EXPECT_EQ(opened->config(), made.config());
    EXPECT_EQ(opened->config().dataset, fs::absolute("people"));
    EXPECT_EQ(opened->name(), "Größer");
}

TEST_F(RunFolderTest, IsNotWrittenOver) {
    static_cast<void>(make());
    const auto again = RunFolder::create(m_path, {.dataset = "other"});
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::InvalidArgument);
}

TEST_F(RunFolderTest, OldRunsAreMappings) {
    write("config.json", R"({"network": {"width": 8}, "steps": 5, "dataset": "/data/people"})");
    const auto run = RunFolder::open(m_path);
    ASSERT_TRUE(run) << describe(run.error());
    EXPECT_EQ(run->config().kind, kMappingRun);
    EXPECT_EQ(run->config().dataset, "/data/people");
    EXPECT_EQ(run->config().options, R"({"network":{"width":8},"steps":5})");
    EXPECT_EQ(run->name(), "run");
}

TEST_F(RunFolderTest, DamagedSettingsAreNamed) {
    for (const char* text : {"", "[]", "{}", R"({"dataset": 3})", R"({"kind": "", "dataset": "x"})",
                             R"({"kind": "../a", "dataset": "x", "options": {}})",
                             R"({"kind": "mapping", "dataset": "x"})"}) {
        write("config.json", text);
        const auto run = RunFolder::open(m_path);
        ASSERT_FALSE(run) << text;
        EXPECT_EQ(run.error().code, ErrorCode::CorruptData) << text;
        EXPECT_NE(run.error().message.find("config.json"), std::string::npos);
    }
    EXPECT_EQ(RunFolder::open(m_folder / "none").error().code, ErrorCode::FileNotFound);
}

TEST_F(RunFolderTest, NotesAreKept) {
    RunFolder run = make();
    ASSERT_TRUE(run.describe("A title", "and notes"));
    EXPECT_EQ(run.name(), "A title");
    EXPECT_EQ(RunFolder::open(m_path)->config(), run.config());
    EXPECT_EQ(run.config().dataset, fs::absolute("people"));
}

TEST_F(RunFolderTest, StateSurvivesItsFile) {
    const RunFolder run = make();
    EXPECT_EQ(run.state(), RunState());
    const RunState state{RunPhase::Failed, 12, 40, "It broke.", "vertices_mm", 12.25, 8};
    ASSERT_TRUE(run.writeState(state));
    EXPECT_EQ(run.state(), state);
    write("state.json", R"({"phase": "dancing", "step": "many", "steps": 7})");
    EXPECT_EQ(run.state().steps, 7);
    EXPECT_EQ(run.state().phase, RunPhase::New);
}

TEST_F(RunFolderTest, BaselinesSurviveTheirFile) {
    const RunFolder run = make();
    EXPECT_TRUE(run.baselines().empty());
    const std::vector<Baseline> baselines = {{"vertices_mm", "Mean shape", 22.5},
                                             {"vertices_mm", "Retrieval", 15.25}};
    ASSERT_TRUE(run.writeBaselines(baselines));
    EXPECT_EQ(run.baselines(), baselines);
    write("baselines.json", R"([{"metric": 3}, 5, {"metric":"a","name":"b","value":1}])");
    EXPECT_EQ(run.baselines().size(), 1U);
}

TEST_F(RunFolderTest, OnlyOneTrainsIt) {
    const RunFolder run = make();
    EXPECT_FALSE(RunLock::holderOf(run.lockFile()));
    {
        const auto lock = RunLock::take(run.lockFile());
        ASSERT_TRUE(lock);
        ASSERT_TRUE(RunLock::holderOf(run.lockFile()));
        EXPECT_EQ(RunLock::holderOf(run.lockFile())->process, ::getpid());
        const auto second = RunLock::take(run.lockFile());
        ASSERT_FALSE(second);
        EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos);
        EXPECT_FALSE(removeRun(m_path));
        EXPECT_TRUE(fs::exists(m_path / "config.json"));
    }
    EXPECT_FALSE(RunLock::holderOf(run.lockFile()));
    EXPECT_TRUE(RunLock::take(run.lockFile()));
}

TEST_F(RunFolderTest, TheLockOfADeadProcessIsFree) {
    const RunFolder run = make();
    int ready[2];
    ASSERT_EQ(::pipe(ready), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = RunLock::take(run.lockFile());
        const char answer = lock ? 'y' : 'n';
        static_cast<void>(::write(ready[1], &answer, 1));
        ::pause();
        ::_exit(0);
    }
    char answer = 0;
    ASSERT_EQ(::read(ready[0], &answer, 1), 1);
    EXPECT_EQ(answer, 'y');
    EXPECT_EQ(RunLock::holderOf(run.lockFile()),
              RunHolder({child, RunLock::holderOf(run.lockFile())->host}));
    EXPECT_FALSE(RunLock::take(run.lockFile()));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    EXPECT_FALSE(RunLock::holderOf(run.lockFile()));
    EXPECT_TRUE(RunLock::take(run.lockFile()));
    ::close(ready[0]);
    ::close(ready[1]);
}

TEST_F(RunFolderTest, RemovingLeavesForeignFiles) {
    const RunFolder run = make();
    ASSERT_TRUE(run.writeState({}));
    write("thesis.txt", "years of work");
    ASSERT_TRUE(removeRun(m_path));
    EXPECT_TRUE(fs::exists(m_path / "thesis.txt"));
    EXPECT_FALSE(fs::exists(m_path / "checkpoints"));
    EXPECT_FALSE(removeRun(m_path)); // no run any more
    fs::remove(m_path / "thesis.txt");
    static_cast<void>(make());
    ASSERT_TRUE(removeRun(m_path));
    EXPECT_FALSE(fs::exists(m_path));
}

} // namespace
} // namespace maquette
