// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/data/dataset_estimate.h"
#include "ui/data/dataset_job.h"
#include "ui/data/dataset_plan_file.h"
#include "ui/data/plain_amounts.h"
#include "ui/engine/paths.h"

#include <QSignalSpy>

#include <atomic>
#include <fstream>

namespace maquette {

using State = DatasetJob::State;

/// Makes people of nothing, one after another, as fast as it is let.
struct FakeMaker {
    [[nodiscard]] DataServices services() {
        DataServices services;
        services.makePeople = [this](const DatasetPlan& plan, const auto& watch,
                                     const Context& ctx) { return make(plan, watch, ctx); };
        services.perceive = [this](const DatasetPlan&, const Context& ctx) -> Status {
            ++perceptions;
            ctx.report(1.0);
            return {};
        };
        return services;
    }

    Status make(const DatasetPlan& plan, const std::function<void(const QImage&)>& watch,
                const Context& ctx) {
        std::filesystem::create_directories(plan.folder);
        while (made < plan.people) {
            if (ctx.isCancelled()) {
                return ctx.cancelled();
            }
            if (made == failsAt) {
                failsAt = -1;
                return fail(ErrorCode::FileUnwritable, "The disk is full.", "Free some space.");
            }
            if (made < mostLet) {
                QImage picture(8, 8, QImage::Format_RGB32);
                picture.fill(QColor(static_cast<int>(made), 0, 0));
                watch(picture);
                std::ofstream(plan.folder / std::to_string(made)) << std::string(1000, 'x');
                ++made;
                ctx.report(static_cast<double>(made) / static_cast<double>(plan.people));
            } else {
                std::this_thread::yield();
            }
        }
        return {};
    }

    std::atomic<std::int64_t> made = 0;
    std::atomic<std::int64_t> mostLet = 1000;
    std::atomic<std::int64_t> failsAt = -1;
    std::atomic<int> perceptions = 0;
};

class TestDatasetJob : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        m_maker = std::make_unique<FakeMaker>();
        m_job = std::make_unique<DatasetJob>(m_maker->services());
    }

    void cleanup() { m_job.reset(); }

    void makesThenPerceivesThenIsDone() {
        QSignalSpy done(m_job.get(), &DatasetJob::done);
        m_job->start(plan(40));
        QVERIFY(m_job->isRunning());
        QTRY_COMPARE(m_job->state(), State::Done);
        QCOMPARE(done.size(), 1);
        QCOMPARE(m_maker->made.load(), std::int64_t{40});
        QCOMPARE(m_maker->perceptions.load(), 1);
        QVERIFY(!loadPlan(plan(40).folder));
        QCOMPARE(m_job->pictures().size(), DatasetJob::kShown);
        QCOMPARE(m_job->pictures().last().pixelColor(3, 3).red(), 39);
    }

    void withoutPerceptionNobodyLooks() {
        DatasetPlan wanted = plan(3);
        wanted.perceives = false;
        m_job->start(wanted);
        QTRY_COMPARE(m_job->state(), State::Done);
        QCOMPARE(m_maker->perceptions.load(), 0);
    }

    void pausesAndGoesOn() {
        m_maker->mostLet = 10;
        m_job->start(plan(40));
        QTRY_COMPARE(m_maker->made.load(), std::int64_t{10});
        QTRY_VERIFY(m_job->progress() > 0.2);
        m_job->pause();
        QTRY_COMPARE(m_job->state(), State::Paused);
        QCOMPARE(loadPlan(plan(40).folder).value().people, std::int64_t{40});
        m_maker->mostLet = 1000;
        m_job->goOn();
        QTRY_COMPARE(m_job->state(), State::Done);
        QCOMPARE(m_maker->made.load(), std::int64_t{40});
    }

    void afterAKillItIsOfferedAgain() {
        m_maker->mostLet = 10;
        m_job->start(plan(40));
        QTRY_COMPARE(m_maker->made.load(), std::int64_t{10});
        m_job.reset(); // as a program that ends
        const auto left = loadPlan(plan(40).folder);
        QVERIFY(left);
        QVERIFY(*left == plan(40));
        m_maker->mostLet = 1000;
        m_job = std::make_unique<DatasetJob>(m_maker->services());
        m_job->offer(*left);
        QCOMPARE(m_job->state(), State::Paused);
        m_job->goOn();
        QTRY_COMPARE(m_job->state(), State::Done);
        QCOMPARE(m_maker->made.load(), std::int64_t{40});
    }

    void anErrorIsToldAndCanBeOvercome() {
        m_maker->failsAt = 5;
        m_job->start(plan(10));
        QTRY_COMPARE(m_job->state(), State::Failed);
        QCOMPARE(m_job->error()->message, std::string("The disk is full."));
        QVERIFY(loadPlan(plan(10).folder));
        m_job->goOn();
        QTRY_COMPARE(m_job->state(), State::Done);
        QVERIFY(!m_job->error());
    }

    void whatThrowsIsAnError() {
        DataServices services = m_maker->services();
        services.perceive = [](const DatasetPlan&, const Context&) -> Status {
            throw std::runtime_error("no such layer");
        };
        DatasetJob job(services);
        job.start(plan(2));
        QTRY_COMPARE(job.state(), State::Failed);
        QVERIFY(job.error()->message.find("no such layer") != std::string::npos);
    }

    void aFolderThatCannotBeMadeIsTold() {
        DatasetPlan wanted = plan(2);
        wanted.folder = "/proc/no/such/folder";
        m_job->start(wanted);
        QTRY_COMPARE(m_job->state(), State::Failed);
        QCOMPARE(m_job->error()->code, ErrorCode::FileUnwritable);
    }

    void damagedPlansAreNone() {
        const std::filesystem::path folder = plan(1).folder;
        std::filesystem::create_directories(folder);
        for (const char* text :
             {"", "{", "[]", "{\"people\":-3,\"views\":1}", "{\"people\":\"x\"}"}) {
            std::ofstream(folder / "plan.json") << text;
            QVERIFY2(!loadPlan(folder), text);
        }
    }

    void estimatesComeFromAFewPeople() {
        const auto estimate = estimateDataset(m_maker->services(), plan(1000), CancelToken());
        QVERIFY(estimate);
        QVERIFY(estimate->secondsPerPerson > 0.0);
        QVERIFY(estimate->secondsPerPerson < 0.1);
        QVERIFY(estimate->bytesPerPerson >= 1000.0);
        QVERIFY(estimate->bytesPerPerson < 1100.0);
        QVERIFY(std::abs(estimate->bytes(plan(1000)) - 1000.0 * estimate->bytesPerPerson) < 1.0);
        QVERIFY(!std::filesystem::exists(plan(1000).folder));
    }

    void amountsAreSaidPlainly() {
        QCOMPARE(durationText(40.0), QStringLiteral("about 40 seconds"));
        QCOMPARE(durationText(150.0), QStringLiteral("about 3 minutes"));
        QCOMPARE(durationText(9000.0), QStringLiteral("about 2.5 hours"));
        QCOMPARE(sizeText(12e6), QStringLiteral("12 MB"));
        QCOMPARE(sizeText(2.34e9), QStringLiteral("2.3 GB"));
    }

private:
    [[nodiscard]] DatasetPlan plan(std::int64_t people) const {
        return {toPath(m_folder->filePath(QStringLiteral("people"))), people, 1, 7, true};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeMaker> m_maker;
    std::unique_ptr<DatasetJob> m_job;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestDatasetJob)
#include "tst_dataset_job.moc"
