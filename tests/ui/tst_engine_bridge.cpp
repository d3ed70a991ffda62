// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/engine/engine_bridge.h"
#include "ui/engine/paths.h"

#include <QDir>
#include <QSignalSpy>

namespace maquette {

using test::FakeEngine;

namespace {

constexpr int kSoon = 1000; // milliseconds: the promise of Cancel

struct Ends {
    explicit Ends(EngineBridge& bridge)
        : done(&bridge, &EngineBridge::jobDone), cancelled(&bridge, &EngineBridge::jobCancelled),
          failed(&bridge, &EngineBridge::jobFailed) {}

    [[nodiscard]] int count() const { return done.count() + cancelled.count() + failed.count(); }

    QSignalSpy done;
    QSignalSpy cancelled;
    QSignalSpy failed;
};

JobRequest request(PhotoId photo) {
    JobRequest request;
    request.photo = photo;
    request.path = "/photos/" + std::to_string(photo) + ".jpg";
    return request;
}

} // namespace

class TestEngineBridge : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_engine = std::make_shared<FakeEngine>();
        m_engine->figure = {8, 64};
        m_bridge = std::make_unique<EngineBridge>(FakeEngine::services(m_engine));
    }

    void cleanup() { m_bridge.reset(); }

    void loadsTheEngineAndNamesItsRigs() {
        QSignalSpy loading(m_bridge.get(), &EngineBridge::engineLoading);
        QSignalSpy ready(m_bridge.get(), &EngineBridge::engineReady);
        m_engine->loadTime = 120;
        m_bridge->openEngine({});
        QVERIFY(m_bridge->isLoading());
        QVERIFY(ready.wait());
        QVERIFY(m_bridge->isReady() && !m_bridge->isLoading());
        QVERIFY(ready.front().front().toStringList().contains(QStringLiteral("mixamo")));
        QVERIFY(loading.count() >= 1);
        QCOMPARE(loading.front().at(1).toString(), QStringLiteral("library"));
    }

    void missingLibraryIsReportedAndCanBeTriedAgain() {
        QSignalSpy unavailable(m_bridge.get(), &EngineBridge::engineUnavailable);
        QSignalSpy ready(m_bridge.get(), &EngineBridge::engineReady);
        m_engine->libraryMissing = true;
        m_bridge->openEngine({});
        m_bridge->reconstruct(request(1)); // waits for better times
        QVERIFY(unavailable.wait());
        const auto error = unavailable.front().front().value<Error>();
        QCOMPARE(error.code, ErrorCode::MissingData);
        QVERIFY(!error.advice.empty());
        Ends ends(*m_bridge);
        m_engine->libraryMissing = false;
        m_bridge->openEngine({});
        QTRY_COMPARE(ends.done.count(), 1);
        QCOMPARE(ready.count(), 1);
    }

    void cancelAnswersAlsoWhenTheEngineDoesNot() {
        Ends ends(*m_bridge);
        m_engine->isDeaf = true;
        m_engine->stageTime = 300; // five stages: longer than the promise
        m_bridge->openEngine({});
        m_bridge->reconstruct(request(1));
        QTRY_VERIFY(m_engine->started == 1);
        QElapsedTimer clock;
        clock.start();
        m_bridge->cancel(1);
        QTRY_COMPARE(ends.cancelled.count(), 1);
        QVERIFY(clock.elapsed() < kSoon);
        QVERIFY(!m_bridge->isBusy());
        m_engine->isDeaf = false;
        m_bridge->reconstruct(request(2));
        // Once the first has ended, unheard: 3 s and more on a busy machine.
        QTRY_COMPARE_WITH_TIMEOUT(ends.done.count(), 1, 20000);
        QCOMPARE(ends.count(), 2);
        QCOMPARE(ends.done[0].front().value<PhotoId>(), PhotoId{2});
    }

    void worksPhotosOffInOrder() {
        Ends ends(*m_bridge);
        QSignalSpy started(m_bridge.get(), &EngineBridge::jobStarted);
        for (PhotoId photo = 1; photo <= 3; ++photo) {
            m_bridge->reconstruct(request(photo));
        }
        QCOMPARE(m_bridge->waitingCount(), 3);
        m_bridge->openEngine({});
        QTRY_COMPARE(ends.done.count(), 3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(started[i].front().value<PhotoId>(), static_cast<PhotoId>(i + 1));
            QCOMPARE(ends.done[i].front().value<PhotoId>(), static_cast<PhotoId>(i + 1));
        }
        const auto result = ends.done[0].at(1).value<std::shared_ptr<const JobResult>>();
        QVERIFY(result && result->view && !result->photo.isNull() && !result->fit.isNull());
        QVERIFY(result->bytes > 100000);
        QVERIFY(!m_bridge->isBusy());
    }

    void progressIsMonotoneAndNamesStages() {
        QSignalSpy progress(m_bridge.get(), &EngineBridge::jobProgress);
        Ends ends(*m_bridge);
        m_engine->stageTime = 60; // longer than the pace of events, so that every stage is seen
        m_bridge->openEngine({});
        m_bridge->reconstruct(request(1));
        QTRY_COMPARE(ends.done.count(), 1);
        double last = 0;
        QSet<QString> stages;
        for (const auto& report : progress) {
            QVERIFY(report[1].toDouble() >= last);
            last = report[1].toDouble();
            stages.insert(report[2].toString());
        }
        QVERIFY(last <= 1.0);
        QVERIFY(stages.size() >= 4);
    }

    void floodOfReportsComesAtTwentyASecond() {
        QSignalSpy progress(m_bridge.get(), &EngineBridge::jobProgress);
        Ends ends(*m_bridge);
        m_engine->floods = true;
        m_engine->stageTime = 100;
        m_bridge->openEngine({});
        QTRY_VERIFY(m_bridge->isReady());
        QElapsedTimer clock;
        clock.start();
        m_bridge->reconstruct(request(1));
        QTRY_COMPARE(ends.done.count(), 1);
        QCOMPARE(m_engine->reports.load(), 5000);
        // One for every interval that passed, and one begun.
        QVERIFY2(progress.count() <= clock.elapsed() / EventMailbox::kInterval + 2,
                 qPrintable(QString::number(progress.count())));
        QVERIFY(progress.count() >= 3);
    }

    void cancelBeforeItStartsEndsAtOnce() {
        Ends ends(*m_bridge);
        m_bridge->reconstruct(request(1));
        m_bridge->cancel(1);
        QCOMPARE(ends.cancelled.count(), 1);
        m_bridge->openEngine({});
        QTRY_VERIFY(m_bridge->isReady());
        QTest::qWait(3 * EventMailbox::kInterval); // nothing may follow
        QCOMPARE(m_engine->started.load(), 0);
        QCOMPARE(ends.count(), 1);
    }

    void cancelWhileItRunsStopsWithinASecond() {
        Ends ends(*m_bridge);
        m_engine->hold();
        m_bridge->openEngine({});
        m_bridge->reconstruct(request(1));
        QTRY_VERIFY(m_engine->started == 1);
        QVERIFY(m_engine->waitForHeld());
        QElapsedTimer clock;
        clock.start();
        m_bridge->cancel(1);
        QVERIFY(ends.cancelled.wait(kSoon));
        QVERIFY(clock.elapsed() < kSoon);
        QCOMPARE(ends.count(), 1);
        QVERIFY(!m_bridge->isBusy());
    }

    void cancelAfterItEndedDoesNothing() {
        Ends ends(*m_bridge);
        m_bridge->openEngine({});
        m_bridge->reconstruct(request(1));
        QTRY_COMPARE(ends.done.count(), 1);
        m_bridge->cancel(1);
        QTest::qWait(3 * EventMailbox::kInterval);
        QCOMPARE(ends.count(), 1);
        m_bridge->reconstruct(request(1)); // a new job has a token of its own
        QTRY_COMPARE(ends.done.count(), 2);
    }

    void cancelAllStopsWhatRunsAndWhatWaits() {
        Ends ends(*m_bridge);
        m_engine->hold();
        m_bridge->openEngine({});
        for (PhotoId photo = 1; photo <= 4; ++photo) {
            m_bridge->reconstruct(request(photo));
        }
        QTRY_VERIFY(m_engine->started == 1);
        m_bridge->cancelAll();
        QTRY_COMPARE_WITH_TIMEOUT(ends.cancelled.count(), 4, kSoon);
        QCOMPARE(m_engine->started.load(), 1);
    }

    void askingAgainDropsTheStaleResult() {
        Ends ends(*m_bridge);
        QSignalSpy progress(m_bridge.get(), &EngineBridge::jobProgress);
        m_engine->hold();
        m_bridge->openEngine({});
        m_bridge->reconstruct(request(1));
        QTRY_VERIFY(m_engine->started == 1);
        QVERIFY(m_engine->waitForHeld());
        JobRequest again = request(1);
        again.options.textureSize = 4096;
        m_bridge->reconstruct(again);
        m_engine->release();
        QTRY_COMPARE(ends.done.count(), 1);
        QCOMPARE(ends.count(), 1); // the first one's end was not heard
        QCOMPARE(m_engine->started.load(), 2);
        QCOMPARE(ends.done[0].at(1).value<std::shared_ptr<const JobResult>>()->options.textureSize,
                 4096);
    }

    void forgottenPhotoIsNotHeardOfAgain() {
        Ends ends(*m_bridge);
        m_engine->hold();
        m_bridge->openEngine({});
        m_bridge->reconstruct(request(1));
        QTRY_VERIFY(m_engine->started == 1);
        m_bridge->forget(1);
        QVERIFY(!m_bridge->running());
        m_engine->release();
        m_bridge->reconstruct(request(2));
        QTRY_COMPARE(ends.done.count(), 1);
        QCOMPARE(ends.count(), 1);
        QCOMPARE(ends.done[0].front().value<PhotoId>(), PhotoId{2});
    }

    void exceptionsBecomeErrors_data() {
        QTest::addColumn<FakeEngine::Fate>("fate");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("error") << FakeEngine::Fate::NoPerson << ErrorCode::NoPersonFound;
        QTest::newRow("exception") << FakeEngine::Fate::Exception << ErrorCode::Internal;
        QTest::newRow("no memory") << FakeEngine::Fate::NoMemory << ErrorCode::OutOfMemory;
        QTest::newRow("foreign") << FakeEngine::Fate::ForeignException << ErrorCode::Internal;
    }

    void exceptionsBecomeErrors() {
        QFETCH(FakeEngine::Fate, fate);
        QFETCH(ErrorCode, code);
        Ends ends(*m_bridge);
        m_engine->fate = fate;
        m_bridge->openEngine({});
        m_bridge->reconstruct(request(1));
        QTRY_COMPARE(ends.failed.count(), 1);
        const auto error = ends.failed[0].at(1).value<Error>();
        QCOMPARE(error.code, code);
        QVERIFY(!error.message.empty() && !error.advice.empty());
        m_engine->fate = FakeEngine::Fate::Character; // the worker lives on
        m_bridge->reconstruct(request(2));
        QTRY_COMPARE(ends.done.count(), 1);
    }

    void destructionWhileRunningJoinsWithinASecond() {
        m_engine->hold();
        m_bridge->openEngine({});
        m_bridge->reconstruct(request(1));
        m_bridge->reconstruct(request(2));
        QTRY_VERIFY(m_engine->started == 1);
        QVERIFY(m_engine->waitForHeld());
        QElapsedTimer clock;
        clock.start();
        m_bridge.reset();
        QVERIFY(clock.elapsed() < kSoon);
        QCOMPARE(m_engine->finished.load(), 1); // ended, not abandoned
        QCOMPARE(m_engine->started.load(), 1);
    }

    void destructionWhileLoadingJoinsWithinASecond() {
        m_engine->loadTime = 60000;
        m_bridge->openEngine({});
        QTest::qWait(20);
        QElapsedTimer clock;
        clock.start();
        m_bridge.reset();
        QVERIFY(clock.elapsed() < kSoon);
    }

    void destructionInTheMiddleOfAFloodIsClean() {
        for (int i = 0; i < 20; ++i) {
            EngineBridge bridge(FakeEngine::services(m_engine));
            m_engine->floods = true;
            bridge.openEngine({});
            bridge.reconstruct(request(1));
            QTest::qWait(i);
        }
    }

    void exportsWhileAPhotoIsWorkedOn() {
        Ends ends(*m_bridge);
        QSignalSpy exported(m_bridge.get(), &EngineBridge::exportDone);
        m_bridge->openEngine({});
        m_bridge->reconstruct(request(1));
        QTRY_COMPARE(ends.done.count(), 1);
        m_engine->hold();
        m_bridge->reconstruct(request(2));
        QTRY_VERIFY(m_engine->started == 2);
        ExportRequest out;
        out.result = ends.done[0].at(1).value<std::shared_ptr<const JobResult>>();
        out.file = QStringLiteral("/out/a.glb");
        out.options.pose = CharacterPose::Photo;
        m_bridge->exportCharacter(out);
        QVERIFY(exported.wait());
        QCOMPARE(m_engine->lastExport(), std::filesystem::path("/out/a.glb"));
        QCOMPARE(m_engine->lastExportOptions().pose, CharacterPose::Photo);
        QCOMPARE(ends.count(), 1);
        m_engine->release();
        QTRY_COMPARE(ends.done.count(), 2);
    }

    void exportEndsInSuccessErrorOrCancel() {
        Ends ends(*m_bridge);
        QSignalSpy failed(m_bridge.get(), &EngineBridge::exportFailed);
        QSignalSpy cancelled(m_bridge.get(), &EngineBridge::exportCancelled);
        m_bridge->openEngine({});
        m_bridge->reconstruct(request(1));
        QTRY_COMPARE(ends.done.count(), 1);
        ExportRequest out;
        out.result = ends.done[0].at(1).value<std::shared_ptr<const JobResult>>();
        out.file = QStringLiteral("/out/a.glb");
        m_engine->exportFails = true;
        m_bridge->exportCharacter(out);
        QVERIFY(failed.wait());
        QCOMPARE(failed[0].at(1).value<Error>().code, ErrorCode::FileUnwritable);
        m_engine->exportTime = 60000;
        m_bridge->exportCharacter(out);
        m_bridge->exportCharacter(out); // waits
        QTest::qWait(20);
        m_bridge->cancelExports();
        QTRY_COMPARE_WITH_TIMEOUT(cancelled.count(), 2, kSoon);
        QVERIFY(m_engine->lastExport().empty());
    }

    void thumbnailsAndFoldersAreReadOffTheUiThread() {
        test::Studio studio;
        const QString file = studio.photo(QStringLiteral("a.png"));
        QSignalSpy thumbnails(m_bridge.get(), &EngineBridge::thumbnailReady);
        QSignalSpy collected(m_bridge.get(), &EngineBridge::photosCollected);
        m_bridge->makeThumbnail(7, toPath(file));
        m_bridge->collectPhotos({studio.folder()});
        QTRY_COMPARE(thumbnails.count(), 1);
        QTRY_COMPARE(collected.count(), 1);
        QCOMPARE(thumbnails[0].at(0).value<PhotoId>(), PhotoId{7});
        QVERIFY(!thumbnails[0].at(1).value<QImage>().isNull());
        QCOMPARE(collected[0].at(0).toStringList(), QStringList{file});
    }

private:
    std::shared_ptr<FakeEngine> m_engine;
    std::unique_ptr<EngineBridge> m_bridge;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestEngineBridge)
#include "tst_engine_bridge.moc"
