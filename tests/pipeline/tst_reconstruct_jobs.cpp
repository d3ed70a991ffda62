// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reconstructions on threads of their own, as the studio runs them; for the thread sanitizer too,
// so there are no bounds on time here (tst_reconstruct has them).
#include "core/pipeline/reconstruct.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>

namespace maquette {
namespace {

std::shared_ptr<Reconstructor> openReconstructor() {
    auto opened = Reconstructor::open();
    EXPECT_TRUE(opened) << describe(opened.error());
    return opened ? *opened : nullptr;
}

/// The sample photo's reconstruction on a thread; destruction cancels it and waits.
class Job {
public:
    static constexpr double kNever = 2.0;

    /// @param holdAt  progress at which the job waits until it is cancelled.
    explicit Job(std::shared_ptr<Reconstructor> reconstructor, double holdAt = kNever,
                 const CancelToken& token = {})
        : m_token(token), m_holdAt(holdAt),
          m_thread([this, owner = std::move(reconstructor)]() mutable { run(std::move(owner)); }) {}
    ~Job() { cancel(); }
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;

    void cancel() {
        m_token.cancel();
        m_isCancelled.store(true);
        m_isCancelled.notify_all();
    }

    /// Returns once the job has reported @p fraction, or has ended.
    void waitFor(double fraction) const {
        for (double seen = m_progress.load(); seen < fraction; seen = m_progress.load()) {
            m_progress.wait(seen);
        }
    }
    const Result<Reconstruction>& result() {
        if (m_thread.joinable()) {
            m_thread.join();
        }
        return *m_result;
    }

private:
    void run(std::shared_ptr<Reconstructor> reconstructor) {
        ReconstructOptions options;
        options.textureSize = 256;
        const auto photo =
            std::filesystem::path(MAQUETTE_SOURCE_DIR) / "resources/samples/sample.jpg";
        m_result = reconstructor->reconstruct(
            photo, options, Context(m_token, [this](double fraction, const std::string&) {
                tell(fraction);
                if (fraction >= m_holdAt) {
                    m_isCancelled.wait(false);
                }
            }));
        tell(kNever);
    }
    void tell(double progress) {
        m_progress.store(progress);
        m_progress.notify_all();
    }

    CancelToken m_token;
    double m_holdAt;
    std::optional<Result<Reconstruction>> m_result;
    std::atomic<double> m_progress = -1.0;
    std::atomic<bool> m_isCancelled = false;
    std::jthread m_thread; ///< last: joined before the others go
};

TEST(ReconstructJob, CancelledBeforeItStarts) {
    const CancelToken token;
    token.cancel();
    Job job(openReconstructor(), Job::kNever, token);
    ASSERT_FALSE(job.result());
    EXPECT_EQ(job.result().error().code, ErrorCode::Cancelled);
}

class ReconstructJobCancelled : public testing::TestWithParam<double> {};

TEST_P(ReconstructJobCancelled, WhileItRuns) {
    Job job(openReconstructor(), GetParam());
    job.waitFor(GetParam());
    job.cancel();
    ASSERT_FALSE(job.result());
    EXPECT_EQ(job.result().error().code, ErrorCode::Cancelled);
}

INSTANTIATE_TEST_SUITE_P(Fractions, ReconstructJobCancelled, testing::Values(0.0, 0.2, 0.5, 0.8));

TEST(ReconstructJob, CancelAfterwardsChangesNothingAndTheNextJobRuns) {
    const auto reconstructor = openReconstructor();
    Job first(reconstructor);
    ASSERT_TRUE(first.result()) << describe(first.result().error());
    first.cancel();
    EXPECT_TRUE(first.result());
    Job second(reconstructor);
    ASSERT_TRUE(second.result()) << describe(second.result().error());
    EXPECT_EQ(first.result()->character->meshes.front().mesh.positions,
              second.result()->character->meshes.front().mesh.positions)
        << "a job leaves nothing behind for the next";
}

TEST(ReconstructJob, DestroyedWhileRunningWithTheLastReference) {
    auto reconstructor = openReconstructor();
    const std::weak_ptr<Reconstructor> alive = reconstructor;
    {
        constexpr double kUnderWay = 0.1;
        const Job job(std::move(reconstructor), kUnderWay);
        job.waitFor(kUnderWay);
        EXPECT_FALSE(alive.expired());
    }
    EXPECT_TRUE(alive.expired()) << "the job's thread is over and gave everything back";
}

TEST(ReconstructJob, SecondWaitsForTheFirstOrGivesUp) {
    const auto reconstructor = openReconstructor();
    Job first(reconstructor);
    first.waitFor(0.0);
    Job second(reconstructor);
    Job third(reconstructor);
    third.cancel();
    ASSERT_FALSE(third.result());
    EXPECT_EQ(third.result().error().code, ErrorCode::Cancelled);
    ASSERT_TRUE(first.result()) << describe(first.result().error());
    ASSERT_TRUE(second.result()) << describe(second.result().error());
    EXPECT_EQ(first.result()->character->meshes.front().mesh.positions,
              second.result()->character->meshes.front().mesh.positions);
}

} // namespace
} // namespace maquette
