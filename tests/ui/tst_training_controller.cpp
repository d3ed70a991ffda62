// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_training.h"
#include "tests/ui/studio_fixture.h"
#include "ui/engine/paths.h"
#include "ui/training/training_controller.h"

#include "core/runs/run_lock.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace maquette {

using namespace std::chrono_literals;
using Activity = TrainingController::Activity;

class TestTrainingController : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        m_studio = std::make_unique<test::Studio>();
        m_studio->settings.setRunFolder(m_folder->path());
        make({});
    }

    void cleanup() {
        m_tester.reset();
        m_training.reset();
        m_studio.reset();
    }

    void aNewRunTrainsToItsEndAndIsSeen() {
        QSignalSpy messages(m_training.get(), &TrainingController::messageRaised);
        create();
        QTRY_COMPARE(text(0, RunModel::State), QStringLiteral("Finished"));
        QCOMPARE(text(0, RunModel::Step), QStringLiteral("100 %"));
        QTRY_COMPARE(shownPoints(), 3);
        QCOMPARE(m_training->shown().front()->baselines.size(), std::size_t{2});
        QCOMPARE(m_training->shown().front()->previews.size(), std::size_t{4});
        QCOMPARE(messages.size(), 1); // that it is trained
    }

    void pausesAndGoesOn() {
        make({.steps = 1000000, .stepTime = 1ms});
        create();
        QTRY_VERIFY(m_training->progress().step > 4);
        m_training->pause();
        QTRY_COMPARE(m_training->activity(), Activity::Paused);
        QTRY_COMPARE(text(0, RunModel::State), QStringLiteral("Paused"));
        const auto step = m_training->progress().step;
        m_training->resume();
        QTRY_COMPARE(m_training->activity(), Activity::Training);
        QTRY_VERIFY(m_training->progress().step > step);
        m_training->stop();
        QCOMPARE(m_training->activity(), Activity::Stopping);
        QTRY_COMPARE(m_training->activity(), Activity::Idle);
        QTRY_COMPARE(text(0, RunModel::State), QStringLiteral("Stopped"));
    }

    void stoppedRunsGoOnTheNextDay() {
        make({.steps = 1000000, .stepTime = 1ms});
        create();
        QTRY_VERIFY(m_training->progress().step > 4);
        make({.steps = 1000000, .stepTime = 1ms}); // the studio ended
        m_training->setActive(true);
        QTRY_COMPARE(text(0, RunModel::State), QStringLiteral("Stopped"));
        const auto before = m_training->runs().at(0)->state.step;
        QVERIFY(before > 4);
        m_training->start(m_training->runs().at(0)->folder);
        QTRY_VERIFY(m_training->progress().step > before);
    }

    void extendsBeyondTheEnd() {
        create();
        QTRY_COMPARE(text(0, RunModel::State), QStringLiteral("Finished"));
        m_training->extend(m_training->current(), 8);
        QTRY_COMPARE(m_training->runs().at(0)->state.step, std::int64_t{20});
        QTRY_COMPARE(text(0, RunModel::State), QStringLiteral("Finished"));
    }

    void failuresAreToldAndKept() {
        make({.failsAt = 6});
        QSignalSpy messages(m_training.get(), &TrainingController::messageRaised);
        create();
        QTRY_COMPARE(text(0, RunModel::State), QStringLiteral("Failed"));
        QTRY_COMPARE(messages.size(), 1);
        QCOMPARE(messages[0][0].value<StudioMessage>().text, QStringLiteral("It broke."));
        QCOMPARE(m_training->runs().at(0)->state.error, std::string("It broke."));
    }

    void twoStudiosOnOneRunAreNoticed() {
        const RunFolder run = makeFolder("run");
        const auto lock = RunLock::take(run.lockFile());
        m_training->setActive(true);
        QTRY_COMPARE(text(0, RunModel::State), QStringLiteral("Trained elsewhere"));
        QSignalSpy messages(m_training.get(), &TrainingController::messageRaised);
        m_training->start(run.path());
        QTRY_COMPARE(messages.size(), 1);
        QVERIFY(messages[0][0].value<StudioMessage>().text.contains(
            QStringLiteral("being trained already")));
        QCOMPARE(m_training->activity(), Activity::Idle);
        m_training->remove(run.path());
        QTRY_COMPARE(messages.size(), 2);
        QVERIFY(std::filesystem::exists(run.path() / "config.json"));
    }

    void deletesDescribesAndCompares() {
        const RunFolder a = makeFolder("a");
        const RunFolder b = makeFolder("b");
        for (const RunFolder& run : {a, b}) {
            QVERIFY(run.metrics().append({1, kTrainRecord, {{"loss", 2.0}}}).has_value());
        }
        m_training->setActive(true);
        QTRY_COMPARE(m_training->runs().rowCount(), 2);
        m_training->setCurrent(a.path());
        QTRY_COMPARE(m_training->shown().size(), std::size_t{1});
        const int row = m_training->runs().rowOf(b.path());
        QVERIFY(m_training->runs().setData(m_training->runs().index(row, RunModel::Name),
                                           Qt::Checked, Qt::CheckStateRole));
        QTRY_COMPARE(m_training->shown().size(), std::size_t{2});
        QVERIFY(m_training->runs().color(a.path()) != m_training->runs().color(b.path()));
        m_training->describe(b.path(), QStringLiteral("Better"), QStringLiteral("notes"));
        QTRY_COMPARE(text(m_training->runs().rowOf(b.path()), RunModel::Name),
                     QStringLiteral("Better"));
        m_training->remove(b.path());
        QTRY_COMPARE(m_training->runs().rowCount(), 1);
        QTRY_COMPARE(m_training->shown().size(), std::size_t{1});
        QVERIFY(!std::filesystem::exists(b.path()));
    }

    void halfDeletedRunsAreListed() {
        const RunFolder run = makeFolder("run");
        std::filesystem::remove(run.path() / "config.json");
        m_training->setActive(true);
        QTRY_COMPARE(text(0, RunModel::State), QStringLiteral("Damaged"));
        const QString toolTip =
            m_training->runs().index(0, RunModel::Name).data(Qt::ToolTipRole).toString();
        QVERIFY(toolTip.contains(QStringLiteral("config.json")));
    }

    void namesThatAreTakenGetANumber() {
        create();
        QTRY_COMPARE(text(0, RunModel::State), QStringLiteral("Finished"));
        create();
        QTRY_COMPARE(m_training->runs().rowCount(), 2);
        QTRY_COMPARE(fromPath(m_training->current().filename()), QStringLiteral("My run 2"));
        QTRY_COMPARE(m_training->activity(), Activity::Idle);
    }

    void mayEndAtAnyMoment() {
        for (int i = 0; i < 6; ++i) {
            make({.steps = 1000000, .stepTime = 1ms});
            create();
            QTest::qWait(10 * i);
        }
    }

private:
    void make(const test::FakeLearning& how) {
        m_tester.reset();
        m_training.reset();
        m_training =
            std::make_unique<TrainingController>(test::fakeTraining(how), m_studio->settings);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            &m_training->runs(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void create() {
        m_training->create(QStringLiteral("My run"), {.dataset = toPath(m_folder->path())});
    }
    [[nodiscard]] RunFolder makeFolder(const char* name) const {
        return RunFolder::create(toPath(m_folder->filePath(QLatin1String(name))),
                                 {.dataset = toPath(m_folder->path())})
            .value();
    }
    [[nodiscard]] QString text(int row, int column) const {
        return m_training->runs().index(row, column).data().toString();
    }
    /// Validations of the current run that were read.
    [[nodiscard]] int shownPoints() const {
        const auto shown = m_training->shown();
        const Curve* curve =
            shown.empty() ? nullptr : shown.front()->curves.find(kValidationRecord, "vertices_mm");
        return curve == nullptr ? 0 : static_cast<int>(curve->size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::Studio> m_studio;
    std::unique_ptr<TrainingController> m_training;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestTrainingController)
#include "tst_training_controller.moc"
