// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"

#include <QDir>
#include <QSignalSpy>

namespace maquette {

using test::FakeEngine;
using test::Studio;

namespace {

/// The messages raised, in order.
struct Messages {
    explicit Messages(StudioController& controller) {
        QObject::connect(&controller, &StudioController::messageRaised, &controller,
                         [this](const StudioMessage& message) { all.push_back(message); });
    }
    std::vector<StudioMessage> all;
};

} // namespace

class TestStudioController : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void addedPhotosAreSelectedAndWorkedOff() {
        Studio studio;
        QVERIFY(studio.open());
        QSignalSpy selected(&studio.controller, &StudioController::currentPhotoAdded);
        studio.controller.addFiles(
            {studio.photo(QStringLiteral("a.png")), studio.photo(QStringLiteral("b.png"))});
        QVERIFY(selected.wait());
        QCOMPARE(selected[0].front().toInt(), 0);
        studio.controller.setCurrent(studio.id(0));
        QTRY_COMPARE(studio.state(1), PhotoState::Done);
        QCOMPARE(studio.state(0), PhotoState::Done);
        QVERIFY(studio.controller.currentResult() != nullptr);
        QVERIFY(!studio.controller.work().isActive);
        QTRY_VERIFY(!studio.controller.photos().at(0).thumbnail.isNull());
    }

    void folderIsLookedInto() {
        Studio studio;
        studio.photo(QStringLiteral("a.png"));
        studio.photo(QStringLiteral("b.png"));
        studio.controller.addFiles({studio.folder()});
        QTRY_COMPARE(studio.controller.photos().rowCount(), 2);
        QCOMPARE(studio.state(0), PhotoState::Waiting); // for the engine
    }

    void folderWithoutPhotosSaysSo() {
        Studio studio;
        Messages messages(studio.controller);
        studio.controller.addFiles({studio.folder()});
        QTRY_COMPARE(messages.all.size(), std::size_t{1});
        QCOMPARE(messages.all[0].severity, Severity::Warning);
        QVERIFY(!messages.all[0].advice.isEmpty());
    }

    void photoOfTheListIsSelectedInsteadOfAddedTwice() {
        Studio studio;
        const QString a = studio.photo(QStringLiteral("a.png"));
        const QString b = studio.photo(QStringLiteral("b.png"));
        QSignalSpy selected(&studio.controller, &StudioController::currentPhotoAdded);
        studio.controller.addFiles({a, b});
        QVERIFY(selected.wait());
        studio.controller.addFiles({b});
        QVERIFY(selected.wait());
        QCOMPARE(selected[1].front().toInt(), 1);
        QCOMPARE(studio.controller.photos().rowCount(), 2);
    }

    void progressNamesPhotoStageAndCount() {
        Studio studio;
        QVERIFY(studio.open());
        studio.engine->hold();
        studio.controller.addFiles(
            {studio.photo(QStringLiteral("a.png")), studio.photo(QStringLiteral("b.png"))});
        QTRY_COMPARE(studio.controller.work().stage, QStringLiteral("Fitting the body"));
        QCOMPARE(studio.controller.work().title, QStringLiteral("a.png (1 of 2)"));
        QVERIFY(studio.controller.work().canCancel);
        QVERIFY(studio.controller.work().fraction > 0.3);
        studio.engine->release();
        QTRY_VERIFY(!studio.controller.work().isActive);
    }

    void cancelStopsEverythingWithinASecond() {
        Studio studio;
        QVERIFY(studio.open());
        studio.engine->hold();
        studio.controller.addFiles(
            {studio.photo(QStringLiteral("a.png")), studio.photo(QStringLiteral("b.png"))});
        QTRY_VERIFY(studio.engine->started == 1);
        QElapsedTimer clock;
        clock.start();
        studio.controller.cancelWork();
        QVERIFY(studio.controller.work().isStopping);
        QTRY_VERIFY_WITH_TIMEOUT(!studio.controller.work().isActive, 1000);
        QVERIFY(clock.elapsed() < 1000);
        QCOMPARE(studio.state(0), PhotoState::Cancelled);
        QCOMPARE(studio.state(1), PhotoState::Cancelled);
        studio.engine->release();
        studio.controller.setCurrent(studio.id(0));
        QCOMPARE(studio.state(0), PhotoState::Cancelled); // selecting does not start it
        studio.controller.reconstructAgain();
        QTRY_COMPARE(studio.state(0), PhotoState::Done);
        QVERIFY(!studio.controller.work().isStopping);
    }

    void reconstructAgainUsesTheSettingsAsTheyAreNow() {
        Studio studio;
        QVERIFY(studio.open());
        studio.controller.addFiles({studio.photo(QStringLiteral("a.png"))});
        QTRY_COMPARE(studio.controller.photos().rowCount(), 1);
        studio.controller.setCurrent(studio.id(0));
        QTRY_COMPARE(studio.state(0), PhotoState::Done);
        ReconstructOptions options;
        options.rig = "mixamo";
        options.height = 1.9;
        studio.settings.setReconstructOptions(options);
        const auto before = studio.controller.currentResult();
        studio.controller.reconstructAgain();
        QCOMPARE(studio.controller.currentResult(), before); // shown until the new one is there
        QTRY_VERIFY(studio.controller.currentResult() != before);
        QCOMPARE(studio.engine->lastOptions().rig, std::string("mixamo"));
        QCOMPARE(studio.engine->lastOptions().height, std::optional(1.9));
    }

    void cancelledAgainKeepsTheFormerResult() {
        Studio studio;
        QVERIFY(studio.open());
        studio.controller.addFiles({studio.photo(QStringLiteral("a.png"))});
        QTRY_COMPARE(studio.controller.photos().rowCount(), 1);
        studio.controller.setCurrent(studio.id(0));
        QTRY_COMPARE(studio.state(0), PhotoState::Done);
        const auto before = studio.controller.currentResult();
        studio.engine->hold();
        studio.controller.reconstructAgain();
        QTRY_VERIFY(studio.engine->started == 2);
        studio.controller.cancelWork();
        QTRY_COMPARE(studio.state(0), PhotoState::Done);
        QCOMPARE(studio.controller.currentResult(), before);
    }

    void otherPersonIsReconstructed() {
        Studio studio;
        studio.engine->others = 2;
        QVERIFY(studio.open());
        studio.controller.addFiles({studio.photo(QStringLiteral("a.png"))});
        QTRY_COMPARE(studio.controller.photos().rowCount(), 1);
        studio.controller.setCurrent(studio.id(0));
        QTRY_COMPARE(studio.state(0), PhotoState::Done);
        studio.controller.choosePerson(2);
        QTRY_VERIFY(studio.engine->finished == 2);
        QCOMPARE(studio.engine->lastOptions().personIndex, 2);
    }

    void failureNamesWhatIsWrongAndWhatToDo() {
        Studio studio;
        Messages messages(studio.controller);
        studio.engine->fate = FakeEngine::Fate::NoPerson;
        QVERIFY(studio.open());
        const QString file = studio.photo(QStringLiteral("empty room.png"));
        studio.controller.addFiles({file});
        QTRY_COMPARE(messages.all.size(), std::size_t{1});
        QCOMPARE(studio.state(0), PhotoState::Failed);
        QCOMPARE(messages.all[0].severity, Severity::Error);
        QVERIFY(messages.all[0].text.contains(QStringLiteral("empty room.png")));
        QVERIFY(!messages.all[0].advice.isEmpty());
        QVERIFY(messages.all[0].details.contains(QStringLiteral("NoPersonFound")));
        QVERIFY(messages.all[0].details.contains(file));
    }

    void missingLibraryKeepsTheStudioUsable() {
        Studio studio;
        Messages messages(studio.controller);
        studio.engine->libraryMissing = true;
        studio.controller.openEngine({QStringLiteral("/no/library").toStdString(), {}, {}, false});
        studio.controller.addFiles({studio.photo(QStringLiteral("a.png"))});
        QTRY_COMPARE(messages.all.size(), std::size_t{1});
        QCOMPARE(messages.all[0].action, MessageAction::RetryEngine);
        QVERIFY(messages.all[0].text.contains(QStringLiteral("/no/library")));
        QTRY_COMPARE(studio.controller.photos().rowCount(), 1);
        QCOMPARE(studio.state(0), PhotoState::Waiting);
        studio.engine->libraryMissing = false;
        studio.controller.retryEngine();
        QTRY_COMPARE(studio.state(0), PhotoState::Done);
        QVERIFY(!studio.controller.engineError());
    }

    void removedPhotoStopsAndGoes() {
        Studio studio;
        QVERIFY(studio.open());
        studio.engine->hold();
        studio.controller.addFiles(
            {studio.photo(QStringLiteral("a.png")), studio.photo(QStringLiteral("b.png"))});
        QTRY_VERIFY(studio.engine->started == 1);
        studio.controller.setCurrent(studio.id(0));
        studio.controller.removePhotos({studio.id(0)});
        QCOMPARE(studio.controller.current(), PhotoId{0});
        QCOMPARE(studio.controller.photos().rowCount(), 1);
        studio.engine->release();
        QTRY_COMPARE(studio.state(0), PhotoState::Done);
    }

    void restoredPhotosStartWhenSelected() {
        Studio studio;
        QVERIFY(studio.open());
        const QString a = studio.photo(QStringLiteral("a.png"));
        const QString b = studio.photo(QStringLiteral("b.png"));
        studio.controller.restorePhotos({a, QStringLiteral("/gone/c.png"), b});
        QCOMPARE(studio.controller.photos().rowCount(), 2);
        studio.controller.setCurrent(studio.id(1));
        QTRY_COMPARE(studio.state(1), PhotoState::Done);
        QCOMPARE(studio.state(0), PhotoState::Idle);
        QCOMPARE(studio.engine->started.load(), 1);
    }

    void exportRemembersItsFolderAndTellsTheEnd() {
        Studio studio;
        Messages messages(studio.controller);
        QVERIFY(studio.open());
        studio.controller.addFiles({studio.photo(QStringLiteral("a.png"))});
        QTRY_COMPARE(studio.controller.photos().rowCount(), 1);
        studio.controller.setCurrent(studio.id(0));
        QTRY_COMPARE(studio.state(0), PhotoState::Done);
        const QString file = studio.folder() + QStringLiteral("/out/a.fbx");
        ExportOptions options;
        options.layers = false;
        studio.engine->exportTime = 150;
        studio.controller.exportCurrent(file, options);
        QVERIFY(studio.controller.work().isActive);
        QTRY_COMPARE(messages.all.size(), std::size_t{1});
        QCOMPARE(messages.all[0].severity, Severity::Success);
        QCOMPARE(messages.all[0].folder, studio.folder() + QStringLiteral("/out"));
        QVERIFY(!studio.controller.work().isActive);
        QCOMPARE(studio.settings.exportFolder(), studio.folder() + QStringLiteral("/out"));
        QCOMPARE(studio.engine->lastExport().string(), file.toStdString());
        QVERIFY(!studio.engine->lastExportOptions().layers);
        studio.engine->exportFails = true;
        studio.controller.exportCurrent(file, options);
        QTRY_COMPARE(messages.all.size(), std::size_t{2});
        QCOMPARE(messages.all[1].severity, Severity::Error);
        QVERIFY(!messages.all[1].advice.isEmpty());
    }

    void cancelledExportIsSilent() {
        Studio studio;
        Messages messages(studio.controller);
        QVERIFY(studio.open());
        studio.controller.addFiles({studio.photo(QStringLiteral("a.png"))});
        QTRY_COMPARE(studio.controller.photos().rowCount(), 1);
        studio.controller.setCurrent(studio.id(0));
        QTRY_COMPARE(studio.state(0), PhotoState::Done);
        studio.engine->exportTime = 60000;
        studio.controller.exportCurrent(studio.folder() + QStringLiteral("/a.glb"), {});
        studio.controller.cancelWork();
        QTRY_VERIFY_WITH_TIMEOUT(!studio.controller.work().isActive, 1000);
        QVERIFY(messages.all.empty());
        QVERIFY(!studio.controller.work().isStopping);
    }
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestStudioController)
#include "tst_studio_controller.moc"
