// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/metrics_log.h"

#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

namespace maquette {
namespace {

class MetricsLogTest : public testing::Test {
protected:
    void write(std::int64_t step, double loss = 1.0) {
        ASSERT_TRUE(m_log.append({step, kTrainRecord, {{"loss", loss}}}));
    }
    void writeText(const std::string& text) { std::ofstream(m_file, std::ios::app) << text; }

    test::TemporaryFolder m_folder;
    std::filesystem::path m_file = m_folder / "metrics.jsonl";
    MetricsLog m_log{m_file};
};

TEST_F(MetricsLogTest, GivesBackWhatWasAppended) {
    EXPECT_TRUE(m_log.read().empty());
    const RunRecord first{20, kTrainRecord, {{"loss", 0.125}, {"vertices_mm", 1.0 / 3.0}}};
    const RunRecord second{20, kValidationRecord, {{"vertices_mm", 12.5}}};
    ASSERT_TRUE(m_log.append(first));
    ASSERT_TRUE(m_log.append(second));
    EXPECT_EQ(m_log.read(), (std::vector<RunRecord>{first, second}));
}

TEST_F(MetricsLogTest, KeepsNumbersThatAreNotFinite) {
    write(1, NAN);
    write(2, INFINITY);
    write(3, -INFINITY);
    const auto records = m_log.read();
    ASSERT_EQ(records.size(), 3U);
    EXPECT_TRUE(std::isnan(records[0].metrics.at("loss")));
    EXPECT_EQ(records[1].metrics.at("loss"), INFINITY);
    EXPECT_EQ(records[2].metrics.at("loss"), -INFINITY);
}

TEST_F(MetricsLogTest, LeavesOutLinesThatCannotBeRead) {
    write(1);
    writeText("{\"step\": 2, \"ki\n[]\n\n{\"step\": \"3\", \"kind\": \"train\"}\n");
    write(4);
    const auto records = m_log.read();
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[1].step, 4);
}

TEST_F(MetricsLogTest, CutForgetsLaterSteps) {
    for (int step = 1; step <= 5; ++step) {
        write(step);
    }
    ASSERT_TRUE(m_log.cut(3));
    EXPECT_EQ(m_log.read().size(), 3U);
    write(4, 7.0);
    EXPECT_EQ(m_log.read().back().metrics.at("loss"), 7.0);
}

TEST_F(MetricsLogTest, AFolderThatIsNotThereIsNamed) {
    const MetricsLog log(m_folder / "gone" / "metrics.jsonl");
    const Status written = log.append({1, kTrainRecord, {}});
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::FileUnwritable);
    EXPECT_NE(written.error().message.find("metrics.jsonl"), std::string::npos);
}

TEST_F(MetricsLogTest, TailReadsOnlyWhatIsNew) {
    MetricsTail tail(m_file);
    EXPECT_TRUE(tail.read().records.empty());
    write(1);
    write(2);
    const auto first = tail.read();
    EXPECT_TRUE(first.isFromStart);
    EXPECT_EQ(first.records.size(), 2U);
    EXPECT_TRUE(tail.read().records.empty());
    write(3);
    const auto next = tail.read();
    EXPECT_FALSE(next.isFromStart);
    ASSERT_EQ(next.records.size(), 1U);
    EXPECT_EQ(next.records[0].step, 3);
}

TEST_F(MetricsLogTest, TailWaitsForWholeLines) {
    MetricsTail tail(m_file);
    writeText("{\"step\":1,\"kind\":\"train\",\"lo");
    EXPECT_TRUE(tail.read().records.empty());
    writeText("ss\":2.5}\n");
    const auto news = tail.read();
    ASSERT_EQ(news.records.size(), 1U);
    EXPECT_EQ(news.records[0].metrics.at("loss"), 2.5);
}

TEST_F(MetricsLogTest, TailBeginsAnewAfterACut) {
    MetricsTail tail(m_file);
    for (int step = 1; step <= 5; ++step) {
        write(step);
    }
    EXPECT_EQ(tail.read().records.size(), 5U);
    ASSERT_TRUE(m_log.cut(2));
    const auto news = tail.read();
    EXPECT_TRUE(news.isFromStart);
    EXPECT_EQ(news.records.size(), 2U);
    std::filesystem::remove(m_file);
    EXPECT_TRUE(tail.read().isFromStart);
}

} // namespace
} // namespace maquette
