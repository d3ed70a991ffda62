// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/dataset/small_dataset.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <thread>

namespace maquette {
namespace {

using test::TemporaryFolder;

constexpr int kThreads = 4;
constexpr int kRounds = 200;

/// Runs @p work(thread) on kThreads threads at once.
template <typename Work> void runTogether(const Work& work) {
    std::latch start(kThreads);
    std::vector<std::jthread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&, t] {
            start.arrive_and_wait();
            work(t);
        });
    }
}

TEST(DatasetThreads, ManyReadRecordsAndSelectAtOnce) {
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder.path(), 20));
    const auto dataset = Dataset::open(folder.path()).value();
    const DatasetTable& samples = *dataset->table(kSamples);
    std::vector<RecordBuffer> expected;
    for (std::int64_t i = 0; i < samples.recordCount(); ++i) {
        expected.push_back(test::makeRecord(samples.schema(), i));
    }
    std::atomic<int> wrong = 0;
    runTogether([&](int thread) {
        for (int round = 0; round < kRounds; ++round) {
            const std::int64_t i = (round * 7 + thread * 13) % samples.recordCount();
            const auto bytes = samples.record(i).bytes().first(samples.schema().payloadBytes());
            wrong += std::ranges::equal(bytes, expected[i].payload()) ? 0 : 1;
            wrong += dataset->attributes(i).value() == test::makeInfo(i).attributes ? 0 : 1;
            wrong += dataset->select({.sortBy = "yaw"}).value().size() == 60 ? 0 : 1;
        }
        wrong += dataset->verify() ? 0 : 1;
    });
    EXPECT_EQ(wrong, 0);
}

TEST(DatasetThreads, ReadersOpenWholeDatasetsWhileAWriterGoesOn) {
    const TemporaryFolder folder;
    auto writer =
        DatasetWriter::create(folder.path(), test::smallOrigin(), test::smallTables()).value();
    std::atomic<bool> writing = true;
    std::atomic<int> wrong = 0;
    std::atomic<int> opened = 0;
    runTogether([&](int thread) {
        if (thread == 0) {
            for (int people = 1; people <= 16 || opened < 2 * kThreads; ++people) {
                wrong += test::appendPeople(writer, people) ? 0 : 1;
            }
            writing = false;
            return;
        }
        std::size_t before = 0;
        do {
            const auto dataset = Dataset::open(folder.path());
            if (!dataset || (*dataset)->samples().size() < before || !(*dataset)->leakCheck()) {
                ++wrong;
                continue;
            }
            before = (*dataset)->samples().size();
            ++opened;
        } while (writing);
    });
    EXPECT_EQ(wrong, 0);
}

} // namespace
} // namespace maquette
