// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/window/screenshot_run.h"

#include <QSignalSpy>

namespace maquette {

using test::FakeEngine;
using test::Studio;

class TestScreenshotRun : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void savesTheWindowWithTheCharacter() {
        Studio studio;
        QCOMPARE(run(studio), 0);
        const QImage picture(m_file);
        QCOMPARE(picture.size(), QSize(1280, 720));
        int blue = 0; // the figure's shirt
        for (int y = 100; y < 600; y += 2) {
            for (int x = 300; x < 950; x += 2) {
                const QRgb pixel = picture.pixel(x, y);
                blue += qBlue(pixel) > qRed(pixel) + 60 && qBlue(pixel) > 110 ? 1 : 0;
            }
        }
        QVERIFY2(blue > 500, qPrintable(QString::number(blue)));
    }

    void savesTheWindowAlsoWhenThePhotoFails() {
        Studio studio;
        studio.engine->fate = FakeEngine::Fate::NoPerson;
        QCOMPARE(run(studio), 1);
        QVERIFY(!QImage(m_file).isNull());
    }

    void savesTheWindowAlsoWithoutALibrary() {
        Studio studio;
        studio.engine->libraryMissing = true;
        QCOMPARE(run(studio), 1);
        QVERIFY(!QImage(m_file).isNull());
    }

    void fileThatCannotBeWrittenIsAnError() {
        Studio studio;
        MainWindow window(studio.controller);
        QCOMPARE(run(studio, QStringLiteral("/no/such/folder/a.png")), 1);
    }

private:
    int run(Studio& studio, const QString& file = {}) {
        m_file = file.isEmpty() ? m_folder.filePath(QStringLiteral("shot.png")) : file;
        MainWindow window(studio.controller);
        window.resize(1280, 720);
        ScreenshotRun screenshot(window, studio.controller, m_file);
        QSignalSpy finished(&screenshot, &ScreenshotRun::finished);
        screenshot.start();
        window.show();
        studio.controller.addFiles({studio.photo(QStringLiteral("a.png"))});
        studio.controller.openEngine({});
        if (!finished.wait()) {
            return -1;
        }
        return finished.front().front().toInt();
    }

    QTemporaryDir m_folder;
    QString m_file;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestScreenshotRun)
#include "tst_screenshot_run.moc"
