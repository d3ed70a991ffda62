// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/heartbeat.h"
#include "tests/ui/studio_fixture.h"
#include "ui/viewport/viewport_widget.h"
#include "ui/window/main_window.h"

namespace maquette {

using test::Heartbeat;
using test::Studio;

/// The promise: the UI never blocks for more than 50 ms.
class TestWatchdog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void heartbeatNoticesABlockedLoop() {
        Heartbeat heartbeat;
        heartbeat.start();
        QTest::qWait(50);
        QVERIFY(heartbeat.longest() < kLimit);
        QThread::msleep(120);
        QTest::qWait(20);
        QVERIFY(heartbeat.longest() > 100.0);
    }

    void uiNeverBlocksWhileWorkingLoadingAndExporting() {
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
        // About the faces of a dressed MakeHuman character, and its usual texture.
        Studio studio({26, 2048});
        studio.engine->floods = true;
        studio.engine->stageTime = 40;
        studio.engine->exportTime = 300;
        MainWindow window(studio.controller);
        window.resize(1280, 720);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(window.viewport().isSettled());
        heartbeat.start();

        heartbeat.setPhase(QStringLiteral("loading the engine"));
        QVERIFY(studio.open());
        heartbeat.setPhase(QStringLiteral("working, showing"));
        studio.controller.addFiles(
            {studio.photo(QStringLiteral("a.png")), studio.photo(QStringLiteral("b.png"))});
        QTRY_VERIFY(studio.controller.currentResult() != nullptr);
        QTRY_VERIFY(window.viewport().isSettled());
        changeDisplay(window, heartbeat);
        heartbeat.setPhase(QStringLiteral("orbiting while working"));
        studio.controller.reconstructAgain();
        orbit(window.viewport());
        QTRY_COMPARE(studio.state(0), PhotoState::Done);
        QTRY_COMPARE(studio.state(1), PhotoState::Done);
        heartbeat.setPhase(QStringLiteral("exporting"));
        studio.controller.exportCurrent(studio.folder() + QStringLiteral("/a.glb"), {});
        QTRY_VERIFY(!studio.controller.work().isActive);
        heartbeat.setPhase(QStringLiteral("cancelling"));
        studio.controller.reconstructAgain();
        QTest::qWait(60);
        studio.controller.cancelWork();
        QTRY_VERIFY(!studio.controller.work().isActive);
        heartbeat.setPhase(QStringLiteral("removing"));
        studio.controller.removePhotos({studio.id(0), studio.id(1)});
        QTRY_VERIFY(window.viewport().isSettled());

        heartbeat.stop();
    }

    static void changeDisplay(MainWindow& window, Heartbeat& heartbeat) {
        for (const ActionId id :
             {ActionId::ShowWireframe, ActionId::ShowSkeleton, ActionId::ShowShaded,
              ActionId::PosePhoto, ActionId::ShowWireframe, ActionId::ShowPhotoOverlay,
              ActionId::ShowTextured, ActionId::ShowPhotoOverlay, ActionId::ShowSkeleton}) {
            heartbeat.setPhase(window.actions()[id].objectName());
            window.actions()[id].trigger();
            QTest::qWait(120);
        }
    }

    static void orbit(ViewportWidget& viewport) {
        for (int i = 0; i < 60; ++i) {
            QTest::mousePress(&viewport, Qt::LeftButton, {}, {300, 300});
            QMouseEvent move(QEvent::MouseMove, QPointF(304, 300),
                             viewport.mapToGlobal(QPointF(304, 300)), Qt::NoButton, Qt::LeftButton,
                             Qt::NoModifier);
            QApplication::sendEvent(&viewport, &move);
            QTest::mouseRelease(&viewport, Qt::LeftButton, {}, {304, 300});
            QTest::qWait(8);
        }
    }
};

} // namespace maquette

int main(int argc, char** argv) {
    // Software OpenGL draws on threads that share the processors with everything else on the
    // machine; on the UI's own thread its time can be told from theirs.
    qputenv("LP_NUM_THREADS", "0");
    maquette::test::prepareStudioTest();
    QApplication application(argc, argv);
    maquette::TestWatchdog test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_watchdog.moc"
