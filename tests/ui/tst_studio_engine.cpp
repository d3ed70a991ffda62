// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// @file  The window on the real engine, library and networks: what the fake one cannot show.
#include "app/studio_engine.h"
#include "core/base/file.h"
#include "tests/ui/heartbeat.h"
#include "tests/ui/studio_fixture.h"
#include "ui/characters/export_dialog.h"
#include "ui/characters/stage_panel.h"
#include "ui/engine/paths.h"
#include "ui/viewport/viewport_widget.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/main_window.h"

#include <QBuffer>
#include <QLineEdit>
#include <QPushButton>

namespace maquette {

using test::Heartbeat;

namespace {

constexpr int kSoon = 1000;          // milliseconds: the promise of Cancel
constexpr int kClosing = 5000;       // milliseconds; the engine's present step is waited for
constexpr int kWholeRun = 120000;    // milliseconds; a run takes 3 s on two idle processors
constexpr double kBusy = 0.2;        // see tst_watchdog.cpp
constexpr int kAttempts = 4;         // see tst_watchdog.cpp
constexpr double kMostBlocked = 50.; // milliseconds: the promise of the UI

/// Window and controller on the engine that @p open makes.
struct RealStudio {
    explicit RealStudio(EngineServices services)
        : store(folder.filePath(QStringLiteral("studio.ini")), QSettings::IniFormat),
          settings(store), controller(std::move(services), settings), window(controller) {}

    /// Shows the window and waits until it has drawn.
    [[nodiscard]] bool show() {
        window.resize(1280, 720);
        window.show();
        return QTest::qWaitForWindowExposed(&window) &&
               QTest::qWaitFor([this] { return window.viewport().isSettled(); });
    }

    [[nodiscard]] bool open(const ReconstructorPaths& paths = {}) {
        controller.openEngine(paths);
        return QTest::qWaitFor([this] { return !controller.isEngineLoading(); }, kWholeRun) &&
               controller.isEngineReady();
    }

    /// Opens a photo and waits until its character stands in the view.
    [[nodiscard]] bool finish(const QString& file) {
        controller.addFiles({file});
        return waitForState(PhotoState::Done) &&
               QTest::qWaitFor([this] { return window.viewport().isSettled(); }, kWholeRun);
    }

    [[nodiscard]] bool waitForState(PhotoState state) {
        return QTest::qWaitFor(
            [&] {
                return controller.photos().rowCount() > 0 &&
                       controller.photos().at(0).state == state;
            },
            kWholeRun);
    }

    [[nodiscard]] MessageBar& messages() {
        return *window.findChild<QWidget*>(QStringLiteral("characters"))->findChild<MessageBar*>();
    }

    QTemporaryDir folder;
    QSettings store;
    StudioSettings settings;
    StudioController controller;
    MainWindow window;
};

QString samplePhoto() {
    return fromPath(resourceFolder() / "samples" / "sample.jpg");
}

} // namespace

class TestStudioEngine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        auto engine = Reconstructor::open();
        QVERIFY2(engine.has_value(), engine ? "" : describe(engine.error()).c_str());
        m_opened = *engine;
    }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void exportsTheRealCharacter_data() {
        QTest::addColumn<int>("id");
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("glTF") << static_cast<int>(ActionId::ExportGltf) << QStringLiteral("glb")
                              << QByteArray("glTF");
        QTest::newRow("FBX") << static_cast<int>(ActionId::ExportFbx) << QStringLiteral("fbx")
                             << QByteArray("Kaydara FBX Binary");
        QTest::newRow("OBJ") << static_cast<int>(ActionId::ExportObj) << QStringLiteral("obj")
                             << QByteArray("#");
    }

    void exportsTheRealCharacter() {
        QFETCH(int, id);
        QFETCH(QString, ending);
        QFETCH(QByteArray, begin);
        RealStudio& studio = finished();
        const QString path = studio.folder.filePath(QStringLiteral("made.") + ending);
        exportTo(studio, static_cast<ActionId>(id), path);
        QTRY_VERIFY_WITH_TIMEOUT(!studio.controller.work().isActive, kWholeRun);
        QTRY_VERIFY(studio.messages().isVisible());
        QCOMPARE(studio.messages().message().severity, Severity::Success);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.read(begin.size()) == begin);
        QVERIFY2(file.size() > 1000000, qPrintable(QString::number(file.size())));
    }

    void folderThatCannotBeWrittenIsAMessage() {
        RealStudio& studio = finished();
        exportTo(studio, ActionId::ExportGltf, QStringLiteral("/proc/made.glb"));
        QTRY_VERIFY_WITH_TIMEOUT(!studio.controller.work().isActive, kWholeRun);
        const StudioMessage& message = studio.messages().message();
        QCOMPARE(message.severity, Severity::Error);
        QVERIFY(studio.messages().isVisible());
        QVERIFY2(message.text.contains(QStringLiteral("/proc/made.glb")), qPrintable(message.text));
        QVERIFY(!message.advice.isEmpty());
    }

    void photosThatDoNotWorkSayWhy_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QFile sample(samplePhoto());
        QVERIFY(sample.open(QIODevice::ReadOnly));
        QTest::newRow("empty") << QStringLiteral("empty.jpg") << QByteArray();
        QTest::newRow("text") << QStringLiteral("text.jpg") << QByteArray("no picture at all");
        QTest::newRow("cut off") << QStringLiteral("cut off.jpg") << sample.read(sample.size() / 3);
        QTest::newRow("nobody") << QStringLiteral("nobody.png") << pictureOfNobody();
    }

    void photosThatDoNotWorkSayWhy() {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        if (name == QStringLiteral("cut off.jpg")) { // Qt's reader, which makes the thumbnail
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("premature end")));
        }
        RealStudio studio(shared());
        QVERIFY(studio.show() && studio.open());
        const QString path = studio.folder.filePath(name);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        studio.controller.addFiles({path});
        QVERIFY(studio.waitForState(PhotoState::Failed));
        QVERIFY(studio.messages().isVisible());
        const StudioMessage& message = studio.messages().message();
        QVERIFY2(message.text.contains(name), qPrintable(message.text));
        QVERIFY2(!message.text.contains(studio.folder.path()), qPrintable(message.text));
        QVERIFY(!message.advice.isEmpty());
        QVERIFY(studio.window.findChild<QWidget*>(QStringLiteral("characters"))
                    ->findChild<StagePanel*>()
                    ->isVisible());
        // Nothing is blocked: the next photo works.
        studio.controller.removePhotos({studio.controller.photos().at(0).id});
        QVERIFY(studio.finish(samplePhoto()));
        QVERIFY(!studio.messages().isVisible());
    }

    void missingLibraryNamesTheFileAndTheRemedy() {
        RealStudio studio(engineServices());
        QVERIFY(studio.show());
        ReconstructorPaths paths;
        paths.library = toPath(studio.folder.path());
        QVERIFY(!studio.open(paths));
        QTRY_VERIFY(studio.messages().isVisible());
        const StudioMessage& message = studio.messages().message();
        QVERIFY2(message.text.contains(studio.folder.path()), qPrintable(message.text));
        QVERIFY2(message.advice.contains(QStringLiteral("packaging/setup")),
                 qPrintable(message.advice));
        QCOMPARE(message.action, MessageAction::RetryEngine);
    }

    void cancelAnswersWithinASecondInEveryStage_data() {
        QTest::addColumn<double>("fraction");
        for (const int percent : {0, 15, 30, 42, 60, 72, 78, 88, 94}) {
            QTest::addRow("%d %%", percent) << percent / 100.0;
        }
    }

    void cancelAnswersWithinASecondInEveryStage() {
        QFETCH(double, fraction);
        RealStudio& studio = finished();
        studio.controller.reconstructAgain();
        QTRY_VERIFY_WITH_TIMEOUT(studio.controller.work().isActive &&
                                     studio.controller.work().fraction >= fraction,
                                 kWholeRun);
        const QString stage = studio.controller.work().stage;
        QElapsedTimer clock;
        clock.start();
        studio.controller.cancelWork();
        QTRY_VERIFY_WITH_TIMEOUT(!studio.controller.work().isActive, kWholeRun);
        const qint64 needed = clock.elapsed();
        qInfo("%s: %lld ms", qPrintable(stage), static_cast<long long>(needed));
        QVERIFY2(needed < kSoon, qPrintable(QStringLiteral("%1 ms").arg(needed)));
        QCOMPARE(studio.controller.photos().at(0).state, PhotoState::Done); // the former result
    }

    void closingWhileTheEngineWorksIsQuickAndClean_data() {
        QTest::addColumn<double>("fraction");
        for (const int percent : {-1, 10, 50, 80}) { // -1: while the engine is loaded
            QTest::addRow("%d %%", percent) << percent / 100.0;
        }
    }

    void closingWhileTheEngineWorksIsQuickAndClean() {
        QFETCH(double, fraction);
        auto studio = std::make_unique<RealStudio>(fraction < 0 ? engineServices() : shared());
        QVERIFY(studio->show());
        studio->controller.openEngine({});
        studio->controller.addFiles({samplePhoto()});
        QTRY_VERIFY_WITH_TIMEOUT(fraction < 0 ? studio->controller.isEngineLoading()
                                              : studio->controller.isEngineReady() &&
                                                    studio->controller.work().canCancel &&
                                                    studio->controller.work().fraction >= fraction,
                                 kWholeRun);
        QElapsedTimer clock;
        clock.start();
        studio->window.close();
        studio.reset();
        QVERIFY2(clock.elapsed() < kClosing, qPrintable(QString::number(clock.elapsed())));
    }

    /// With the real engine this depends on the machine: the engine's threads and, without a
    /// graphics card, the drawing share the processors. tst_watchdog holds the rule for the window
    /// itself.
    void uiNeverBlocks() {
        if (!qEnvironmentVariableIsSet("MAQUETTE_TIMED_TESTS")) {
            QSKIP("Depends on the machine's speed; set MAQUETTE_TIMED_TESTS to run it.");
        }
        Heartbeat heartbeat;
        test::watch(heartbeat, kAttempts, kMostBlocked, [this](Heartbeat& run) { useStudio(run); });
        if (QTest::currentTestFailed()) {
            return;
        }
        if (heartbeat.longest() > kMostBlocked && heartbeat.waitingShare() > kBusy) {
            QSKIP("The machine is too busy with other work to tell.");
        }
        QVERIFY2(heartbeat.longest() <= kMostBlocked, qPrintable(heartbeat.report()));
    }

    void cleanupTestCase() { m_finished.reset(); }

private:
    void useStudio(Heartbeat& heartbeat) {
        RealStudio studio(engineServices());
        QVERIFY(studio.show());
        heartbeat.start();
        heartbeat.setPhase(QStringLiteral("loading the engine"));
        QVERIFY(studio.open());
        heartbeat.setPhase(QStringLiteral("reconstructing, showing"));
        QVERIFY(studio.finish(samplePhoto()));
        heartbeat.setPhase(QStringLiteral("changing the display"));
        for (const ActionId id :
             {ActionId::ShowWireframe, ActionId::ShowSkeleton, ActionId::ShowShaded,
              ActionId::PosePhoto, ActionId::ShowPhotoOverlay, ActionId::ShowTextured}) {
            studio.window.actions()[id].trigger();
            QTRY_VERIFY(studio.window.viewport().isSettled());
        }
        heartbeat.setPhase(QStringLiteral("turning while reconstructing"));
        studio.window.actions()[ActionId::ShowPhotoOverlay].trigger();
        studio.window.actions()[ActionId::Turntable].trigger();
        studio.controller.reconstructAgain();
        QVERIFY(studio.waitForState(PhotoState::Done));
        studio.window.actions()[ActionId::Turntable].trigger();
        heartbeat.setPhase(QStringLiteral("exporting"));
        studio.controller.exportCurrent(studio.folder.filePath(QStringLiteral("made.glb")), {});
        QTRY_VERIFY_WITH_TIMEOUT(!studio.controller.work().isActive, kWholeRun);
        heartbeat.stop();
    }

    /// Services on the engine that is open already: opening is tested where it matters.
    EngineServices shared() {
        EngineServices services = engineServices();
        services.openReconstructor = [engine = m_opened](const ReconstructorPaths&, const Context&)
            -> Result<std::shared_ptr<Reconstructor>> { return engine; };
        return services;
    }

    /// A studio that shows the sample's character, made once.
    RealStudio& finished() {
        if (!m_finished) {
            m_finished = std::make_unique<RealStudio>(shared());
            if (!m_finished->show() || !m_finished->open() || !m_finished->finish(samplePhoto())) {
                qFatal("The sample photo gave no character: %s",
                       qPrintable(m_finished->messages().message().text));
            }
        }
        return *m_finished;
    }

    static void exportTo(RealStudio& studio, ActionId id, const QString& path) {
        studio.messages().hide();
        studio.window.actions()[id].trigger();
        auto* dialog = studio.window.findChild<ExportDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->findChild<QLineEdit*>(QStringLiteral("exportFile"))->setText(path);
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("exportButton")),
                          Qt::LeftButton);
        QTRY_VERIFY(studio.window.findChild<ExportDialog*>() == nullptr);
    }

    /// A wall and a floor.
    static QByteArray pictureOfNobody() {
        QImage image(640, 480, QImage::Format_RGB32);
        image.fill(QColor(196, 190, 178));
        for (int y = 330; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                image.setPixelColor(x, y, QColor(110 + (x / 40 + y / 20) % 2 * 8, 92, 70));
            }
        }
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        return bytes;
    }

    std::shared_ptr<Reconstructor> m_opened;
    std::unique_ptr<RealStudio> m_finished;
};

} // namespace maquette

int main(int argc, char** argv) {
    qputenv("LP_NUM_THREADS", "0"); // see tst_watchdog.cpp
    maquette::test::prepareStudioTest();
    QApplication application(argc, argv);
    maquette::TestStudioEngine test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_studio_engine.moc"
