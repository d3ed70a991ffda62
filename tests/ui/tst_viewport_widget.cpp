// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/viewport/viewport_widget.h"

#include <QMainWindow>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QSignalSpy>

namespace maquette {

namespace {

double meanDifference(const QImage& a, const QImage& b) {
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            sum += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y)));
        }
    }
    return sum / (a.width() * a.height());
}

} // namespace

class TestViewportWidget : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const Character figure = test::makeFigure({10, 128});
        auto made = prepareViewportCharacter(figure, test::photographFigure(figure));
        QVERIFY(made.has_value());
        m_character = *made;
    }

    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_widget = std::make_unique<ViewportWidget>();
        m_widget->resize(400, 300);
        m_widget->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_widget.get()));
    }

    void cleanup() { m_widget.reset(); }

    void showsACharacterInTheMiddle() {
        const QImage empty = settledPicture();
        m_widget->setCharacter(m_character);
        const QImage shown = settledPicture();
        QCOMPARE(shown.size(), QSize(400, 300));
        QVERIFY(meanDifference(empty, shown) > 3.0);
        const QRgb chest = shown.pixel(200, 110); // a blue shirt
        QVERIFY2(qBlue(chest) > qRed(chest) + 20, qPrintable(QColor(chest).name()));
        m_widget->setCharacter(nullptr);
        QVERIFY(meanDifference(empty, settledPicture()) < 1.0);
    }

    void pictureIsOpaque() {
        ViewportDisplay display;
        display.wireframe = true;
        m_widget->setCharacter(m_character);
        m_widget->setDisplay(display);
        settledPicture();
        const QImage buffer = m_widget->grabFramebuffer();
        for (int y = 0; y < buffer.height(); y += 7) {
            for (int x = 0; x < buffer.width(); x += 7) {
                QCOMPARE(qAlpha(buffer.pixel(x, y)), 255);
            }
        }
    }

    void leavesNoOpenGlErrors() {
        ViewportDisplay display;
        display.wireframe = true;
        display.skeleton = true;
        display.photoOverlay = true;
        display.photoVeil = 0.5;
        m_widget->setCharacter(m_character);
        m_widget->setDisplay(display);
        settledPicture();
        m_widget->makeCurrent();
        QCOMPARE(m_widget->context()->functions()->glGetError(), GLenum{GL_NO_ERROR});
        m_widget->doneCurrent();
    }

    void leftDragOrbits() {
        m_widget->setCharacter(m_character);
        const QImage before = settledPicture();
        drag(Qt::LeftButton, {200, 150}, {280, 150});
        QVERIFY(std::abs(m_widget->scene()->orbitView().yaw) > 20.0);
        QVERIFY(meanDifference(before, settledPicture()) > 1.0);
    }

    void middleAndShiftDragPan() {
        m_widget->setCharacter(m_character);
        settledPicture();
        const float x = m_widget->scene()->orbitView().target.x();
        drag(Qt::MiddleButton, {200, 150}, {240, 150});
        const float panned = m_widget->scene()->orbitView().target.x();
        QVERIFY(panned < x - 0.05F);
        drag(Qt::LeftButton, {240, 150}, {200, 150}, Qt::ShiftModifier);
        QVERIFY(std::abs(m_widget->scene()->orbitView().target.x() - x) < 0.02F);
        QCOMPARE(m_widget->scene()->orbitView().yaw, 0.0);
    }

    void wheelAndRightDragZoom() {
        m_widget->setCharacter(m_character);
        settledPicture();
        const double distance = m_widget->scene()->orbitView().distance;
        wheel(120);
        const double nearer = m_widget->scene()->orbitView().distance;
        QVERIFY(nearer < distance);
        drag(Qt::RightButton, {200, 150}, {200, 190});
        QVERIFY(m_widget->scene()->orbitView().distance > nearer);
    }

    void doubleClickFrames() {
        m_widget->setCharacter(m_character);
        settledPicture();
        const double framed = m_widget->scene()->orbitView().distance;
        wheel(600);
        drag(Qt::MiddleButton, {200, 150}, {340, 100});
        QTest::mouseDClick(m_widget.get(), Qt::LeftButton, {}, {200, 150});
        settledPicture();
        QVERIFY(std::abs(m_widget->scene()->orbitView().distance - framed) < 1e-6);
    }

    void keysDoTheSame() {
        m_widget->setCharacter(m_character);
        settledPicture();
        QTest::keyClick(m_widget.get(), Qt::Key_Right);
        QVERIFY(m_widget->scene()->orbitView().yaw != 0.0);
        const double distance = m_widget->scene()->orbitView().distance;
        QTest::keyClick(m_widget.get(), Qt::Key_Plus);
        QVERIFY(m_widget->scene()->orbitView().distance < distance);
        QTest::keyClick(m_widget.get(), Qt::Key_Minus);
        QVERIFY(std::abs(m_widget->scene()->orbitView().distance - distance) < 1e-9);
    }

    void turntableTurnsUntilSwitchedOff() {
        m_widget->setCharacter(m_character);
        settledPicture();
        m_widget->setTurntable(true);
        QTRY_VERIFY(std::abs(m_widget->scene()->orbitView().yaw) > 5.0);
        m_widget->setTurntable(false);
        settledPicture();
        const double yaw = m_widget->scene()->orbitView().yaw;
        QTest::qWait(100);
        QCOMPARE(m_widget->scene()->orbitView().yaw, yaw);
    }

    void rendersAtMostSixtyTimesASecond() {
        m_widget->setCharacter(m_character);
        settledPicture();
        QSignalSpy frames(m_widget.get(), &ViewportWidget::drawn);
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 400; ++i) {
            QTest::mouseMove(m_widget.get(), {100 + i % 200, 150});
            drag(Qt::LeftButton, {200, 150}, {201 + i % 3, 150});
        }
        QTest::qWait(50);
        QVERIFY2(
            frames.count() <= clock.elapsed() / 16 + 3,
            qPrintable(QStringLiteral("%1 in %2 ms").arg(frames.count()).arg(clock.elapsed())));
    }

    void survivesMovingToAnotherWindow() {
        m_widget->setCharacter(m_character);
        const QImage before = settledPicture();
        QMainWindow window;
        window.resize(400, 300);
        window.setCentralWidget(m_widget.release());
        auto* widget = static_cast<ViewportWidget*>(window.centralWidget());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(widget->isSettled());
        QCOMPARE(widget->size(), before.size());
        QVERIFY(meanDifference(before, widget->grab().toImage()) < 1.0);
    }

    void destructionBeforeTheFirstShowIsClean() {
        ViewportWidget widget;
        widget.setCharacter(m_character);
        widget.setTheme(ThemeKind::Light);
    }

    void pictureGetsFinerAtRest() {
        m_widget->setCharacter(m_character);
        const QImage smooth = settledPicture();
        drag(Qt::LeftButton, {200, 150}, {200, 150});
        QSignalSpy frames(m_widget.get(), &ViewportWidget::drawn);
        QVERIFY(frames.wait());
        QVERIFY(!m_widget->isSettled());
        const QImage moving = m_widget->grab().toImage();
        QVERIFY(meanDifference(moving, smooth) > 0.01);
        QVERIFY(meanDifference(moving, smooth) < 3.0);
        QVERIFY(meanDifference(smooth, settledPicture()) < 0.5); // levels are rounded by tiles
    }

private:
    QImage settledPicture() {
        [[maybe_unused]] const bool isSettled =
            QTest::qWaitFor([this] { return m_widget->isSettled(); });
        Q_ASSERT(isSettled);
        return m_widget->grab().toImage().convertToFormat(QImage::Format_RGB32);
    }

    void drag(Qt::MouseButton button, QPoint from, QPoint to, Qt::KeyboardModifiers keys = {}) {
        QTest::mousePress(m_widget.get(), button, keys, from);
        QMouseEvent move(QEvent::MouseMove, to, m_widget->mapToGlobal(to), Qt::NoButton, button,
                         keys);
        QApplication::sendEvent(m_widget.get(), &move);
        QTest::mouseRelease(m_widget.get(), button, keys, to);
    }

    void wheel(int angle) {
        const QPointF at(200, 150);
        QWheelEvent event(at, m_widget->mapToGlobal(at), {}, {0, angle}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_widget.get(), &event);
    }

    std::shared_ptr<const ViewportCharacter> m_character;
    std::unique_ptr<ViewportWidget> m_widget;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestViewportWidget)
#include "tst_viewport_widget.moc"
