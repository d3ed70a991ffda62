// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_training.h"
#include "tests/ui/heartbeat.h"
#include "tests/ui/studio_fixture.h"
#include "ui/engine/paths.h"
#include "ui/training/curve_plot.h"
#include "ui/viewport/viewport_widget.h"
#include "ui/window/main_window.h"

#include <QCheckBox>
#include <QSlider>

namespace maquette {

using namespace std::chrono_literals;
using test::Heartbeat;

/// The UI never blocks for more than 50 ms while something trains and writes as fast as it can.
class TestTrainingWatchdog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void uiNeverBlocksWhileTraining() {
        Heartbeat heartbeat;
        test::watch(heartbeat, kAttempts, kLimit, [this](Heartbeat& run) { useStudio(run); });
        if (QTest::currentTestFailed()) {
            return;
        }
        QVERIFY(heartbeat.beats() > 100);
        if (heartbeat.longest() > kLimit && heartbeat.waitingShare() > kBusy) {
            QSKIP("The machine is too busy with other work to tell.");
        }
        QVERIFY2(heartbeat.longest() <= kLimit, qPrintable(heartbeat.report()));
    }

private:
    static constexpr double kLimit = 50.0; // milliseconds
    static constexpr int kAttempts = 4;
    static constexpr double kBusy = 0.2; ///< Heartbeat::waitingShare()

    void useStudio(Heartbeat& heartbeat) {
        const QTemporaryDir folder;
        test::Studio studio;
        studio.settings.setRunFolder(folder.filePath(QStringLiteral("runs")));
        MainWindow window(studio.controller, DataServices(),
                          test::fakeTraining({.steps = 1000000, .stepTime = 200us}));
        window.resize(1280, 720);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(window.viewport().isSettled());
        window.actions()[ActionId::ShowTraining].trigger();
        QTRY_VERIFY(window.training().wasListed());
        writeLongRun(window.training().folder());
        heartbeat.start();
        heartbeat.setPhase(QStringLiteral("beginning"));
        window.training().create(QStringLiteral("run"), {.dataset = toPath(folder.path())});
        QTRY_VERIFY(window.training().progress().step > 200);
        heartbeat.setPhase(QStringLiteral("training"));
        QTest::qWait(1500);
        useCurves(window, heartbeat);
        heartbeat.setPhase(QStringLiteral("comparing with a long run"));
        QTRY_COMPARE(window.training().runs().rowCount(), 2);
        window.training().runs().setData(window.training().runs().index(1, RunModel::Name),
                                         Qt::Checked, Qt::CheckStateRole);
        QTRY_COMPARE(window.training().shown().size(), std::size_t{2});
        QTest::qWait(1000);
        heartbeat.setPhase(QStringLiteral("pausing and stopping"));
        window.training().pause();
        QTRY_COMPARE(window.training().activity(), TrainingController::Activity::Paused);
        window.training().stop();
        QTRY_COMPARE(window.training().activity(), TrainingController::Activity::Idle);
        heartbeat.stop();
    }

    static void useCurves(MainWindow& window, Heartbeat& heartbeat) {
        heartbeat.setPhase(QStringLiteral("zooming and smoothing"));
        auto* plot = window.findChild<CurvePlot*>(QStringLiteral("plot-loss"));
        QVERIFY(plot);
        for (int i = 0; i < 20; ++i) {
            QTest::keyClick(plot, i % 2 == 0 ? Qt::Key_Plus : Qt::Key_Right);
            QTest::mouseMove(plot, {100 + 5 * i, 80});
            QTest::qWait(8);
        }
        auto* smoothing = window.findChild<QSlider*>(QStringLiteral("smoothing"));
        for (int value = 0; value <= 90; value += 10) {
            smoothing->setValue(value);
            QTest::qWait(20);
        }
        window.findChild<QCheckBox*>(QStringLiteral("logarithmic"))->toggle();
        QTest::qWait(100);
    }

    /// A hundred thousand records, older than whatever is trained.
    static void writeLongRun(const QString& runs) {
        const auto run = RunFolder::create(toPath(runs) / "long", {.dataset = toPath(runs)});
        QVERIFY(run.has_value());
        QFile file(fromPath(run->path() / "metrics.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int step = 1; step <= 100000; ++step) {
            file.write(QStringLiteral("{\"step\":%1,\"kind\":\"train\",\"loss\":%2}\n")
                           .arg(step)
                           .arg(1.0 + 1000.0 / step)
                           .toLatin1());
        }
    }
};

} // namespace maquette

int main(int argc, char** argv) {
    qputenv("LP_NUM_THREADS", "0"); // see tst_watchdog.cpp
    maquette::test::prepareStudioTest();
    QApplication application(argc, argv);
    maquette::TestTrainingWatchdog test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_training_watchdog.moc"
