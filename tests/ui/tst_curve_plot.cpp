// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/training/curve_export.h"
#include "ui/training/curve_panel.h"
#include "ui/window/theme.h"

#include <QPainter>
#include <QSignalSpy>

#include <cmath>

namespace maquette {

class TestCurvePlot : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void ticksAreRoundAndInside_data() {
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("largest");
        QTest::addColumn<bool>("isLogarithmic");
        QTest::newRow("steps") << 0.0 << 8000.0 << false;
        QTest::newRow("small") << 0.00012 << 0.00013 << false;
        QTest::newRow("negative") << -5.0 << 3.0 << false;
        QTest::newRow("equal") << 7.0 << 7.0 << false;
        QTest::newRow("decades") << 0.0003 << 40.0 << true;
        QTest::newRow("within a decade") << 12.0 << 31.0 << true;
        QTest::newRow("not positive") << 0.0 << 0.0 << true;
    }

    void ticksAreRoundAndInside() {
        QFETCH(double, least);
        QFETCH(double, largest);
        QFETCH(bool, isLogarithmic);
        const PlotAxis axis(least, largest, 300.0, 20.0, isLogarithmic);
        const auto ticks = axis.ticks(30.0);
        QVERIFY(ticks.size() >= 2 && ticks.size() <= 20);
        for (const double tick : ticks) {
            const double pixel = axis.pixelOf(tick);
            QVERIFY2(pixel >= 19.0 && pixel <= 301.0, qPrintable(QString::number(tick)));
            QVERIFY(std::abs(axis.valueAt(pixel) - tick) <= 1e-6 * std::max(1.0, std::abs(tick)));
        }
    }

    void numbersAreShort() {
        QCOMPARE(plotNumber(0.0), QStringLiteral("0"));
        QCOMPARE(plotNumber(12.5), QStringLiteral("12.5"));
        QCOMPARE(plotNumber(0.0015), QStringLiteral("0.0015"));
        QCOMPARE(plotNumber(4200.0), QLocale().toString(4200));
        QCOMPARE(plotNumber(NAN), QStringLiteral("not a number"));
    }

    void drawsTheCurveWhereItIs() {
        CurvePlot plot(QStringLiteral("Error"));
        plot.resize(400, 200);
        plot.setLines({{QStringLiteral("run"), Qt::red, false, straight(0.0, 10.0, 100)}});
        plot.setView({0.0, 100.0});
        const QImage image = plot.grab().toImage();
        // Rising: red lies low at the left and high at the right.
        QVERIFY(redRow(image, 70) > 130);
        QVERIFY(redRow(image, 370) < 60);
    }

    void wheelDragAndKeysAskForViews() {
        CurvePlot plot(QStringLiteral("Error"));
        plot.resize(400, 200);
        plot.setLines({{QStringLiteral("run"), Qt::red, false, straight(0.0, 10.0, 100)}});
        plot.setView({0.0, 100.0});
        QSignalSpy views(&plot, &CurvePlot::viewWanted);
        QSignalSpy wholes(&plot, &CurvePlot::wholeWanted);
        plot.show();
        QVERIFY(QTest::qWaitForWindowExposed(&plot));
        QTest::mousePress(&plot, Qt::LeftButton, {}, {150, 100});
        QTest::mouseRelease(&plot, Qt::LeftButton, {}, {300, 100});
        QCOMPARE(views.size(), 1);
        const auto chosen = views.takeFirst()[0].value<PlotView>();
        QVERIFY(chosen.from > 20.0 && chosen.from < 40.0 && chosen.to > 65.0 && chosen.to < 85.0);
        QTest::keyClick(&plot, Qt::Key_Plus);
        const auto zoomed = views.takeFirst()[0].value<PlotView>();
        QVERIFY(std::abs((zoomed.to - zoomed.from) - 80.0) < 1e-6);
        QTest::keyClick(&plot, Qt::Key_Home);
        QTest::mouseDClick(&plot, Qt::LeftButton, {}, {150, 100});
        QCOMPARE(wholes.size(), 2);
    }

    void panelShowsPlotsOfWhatThereIs() {
        CurvePanel panel;
        panel.show({shownRun("a")});
        QVERIFY(panel.findChild<CurvePlot*>(QStringLiteral("plot-held_out")));
        QVERIFY(panel.findChild<CurvePlot*>(QStringLiteral("plot-loss")));
        QVERIFY(!panel.findChild<CurvePlot*>(QStringLiteral("plot-joints_mm"))); // until chosen
        auto* menu = panel.findChild<QMenu*>(QStringLiteral("curveMenu"));
        auto* joints = menu->findChild<QAction*>(QStringLiteral("curve-joints_mm"));
        QVERIFY(joints);
        QCOMPARE(joints->text(), QStringLiteral("Joints, mm"));
        joints->setChecked(true);
        QVERIFY(panel.findChild<CurvePlot*>(QStringLiteral("plot-joints_mm")));
        const auto* heldOut = panel.findChild<CurvePlot*>(QStringLiteral("plot-held_out"));
        QCOMPARE(heldOut->lines().size(), std::size_t{2}); // held out and training
        panel.show({shownRun("a"), shownRun("b")});
        QCOMPARE(heldOut->lines().size(), std::size_t{4});
        QCOMPARE(heldOut->lines()[2].name, QStringLiteral("b, held out"));
        panel.show({});
        QVERIFY(panel.findChildren<CurvePlot*>().isEmpty());
    }

    void exportsNumbersAndPictures() {
        QTemporaryDir folder;
        CurvePanel panel;
        panel.resize(900, 700);
        panel.show({shownRun("a, \"b\"")});
        for (const QString& name :
             {QStringLiteral("c.csv"), QStringLiteral("c.png"), QStringLiteral("c.svg")}) {
            QVERIFY(curveExport(panel, folder.filePath(name))().has_value());
        }
        QFile csv(folder.filePath(QStringLiteral("c.csv")));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = csv.readAll().split('\n');
        QCOMPARE(lines[0], QByteArray("run,kind,metric,step,value"));
        QVERIFY(lines.contains("\"a, \"\"b\"\"\",val,vertices_mm,20,12.5"));
        QVERIFY(QImage(folder.filePath(QStringLiteral("c.png"))).width() > 1000);
        QFile svg(folder.filePath(QStringLiteral("c.svg")));
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(svg.readAll().contains("<svg"));
        QVERIFY(!curveExport(panel, folder.filePath(QStringLiteral("c.doc")))().has_value());
        QVERIFY(!curveExport(panel, folder.filePath(QStringLiteral("no/c.csv")))().has_value());
    }

    void aMillionPointsAreDrawnQuickly() {
        CurvePlot plot(QStringLiteral("Loss"));
        plot.resize(1200, 500);
        auto curve = std::make_shared<Curve>();
        for (int i = 0; i < 1000000; ++i) {
            curve->append(i, 1.0 + std::sin(i * 0.37) + 1e5 / (i + 1e4));
        }
        plot.setLines({{QStringLiteral("run"), Qt::red, false, curve}});
        plot.setView({0.0, 1e6});
        QImage image(plot.size(), QImage::Format_RGB32);
        double best = 1e9;
        for (int i = 0; i < 20; ++i) {
            QElapsedTimer clock;
            clock.start();
            QPainter painter(&image);
            plot.draw(painter, plot.rect());
            best = std::min(best, static_cast<double>(clock.nsecsElapsed()) / 1e6);
        }
        QVERIFY2(best < 50.0, qPrintable(QStringLiteral("%1 ms").arg(best)));
    }

private:
    static std::shared_ptr<const Curve> straight(double from, double to, int steps) {
        auto curve = std::make_shared<Curve>();
        for (int i = 0; i <= steps; ++i) {
            curve->append(i, from + (to - from) * i / steps);
        }
        return curve;
    }
    static ShownRun shownRun(const char* name) {
        auto run = std::make_shared<WatchedRun>();
        run->heldOut = "vertices_mm";
        for (int step = 10; step <= 40; step += 10) {
            run->curves.add({step, kTrainRecord, {{"loss", 3.0}, {"vertices_mm", 9.0}}});
            run->curves.add(
                {step, kValidationRecord, {{"vertices_mm", 12.5}, {"joints_mm", 40.0}}});
        }
        return {run, QString::fromLatin1(name), Qt::blue};
    }
    /// The middle of what is red in a column; -1: nothing is.
    static int redRow(const QImage& image, int x) {
        int sum = 0;
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            const QColor color = image.pixelColor(x, y);
            if (color.red() > 180 && color.green() < 90) {
                sum += y;
                ++count;
            }
        }
        return count == 0 ? -1 : sum / count;
    }
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestCurvePlot)
#include "tst_curve_plot.moc"
