// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/viewport_widget.h"

#include "core/viewport/viewport_warmup.h"
#include "ui/viewport/tile_plan.h"
#include "ui/window/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QWheelEvent>

#include <vtkCallbackCommand.h>
#include <vtkCommand.h>
#include <vtkOpenGLState.h>

#include <cmath>

namespace maquette {

namespace {

constexpr int kFrameInterval = 16;    // milliseconds: 60 a second
constexpr int kRestDelay = 180;       // milliseconds after the last move
constexpr int kFinest = 2;            // samples per pixel on each side, in software
constexpr int kShowEvery = 200;       // milliseconds, while tiles come
constexpr double kTurnSpeed = 36.0;   // degrees a second
constexpr double kKeyStep = 24.0;     // pixels a key press moves
constexpr double kWheelStep = 1.0015; // zoom per eighth of a degree
constexpr double kDragZoom = 1.006;   // zoom per pixel

/// The context is Qt's; VTK asks for it through events.
void answerYes(vtkObject* /*caller*/, unsigned long /*event*/, void* /*client*/, void* call) {
    *static_cast<bool*>(call) = true;
}

void answerIsCurrent(vtkObject* /*caller*/, unsigned long /*event*/, void* client, void* call) {
    const auto* widget = static_cast<const ViewportWidget*>(client);
    *static_cast<bool*>(call) = QOpenGLContext::currentContext() == widget->context();
}

/// Not QOpenGLWidget::makeCurrent(): that also binds the widget's framebuffer, in the middle of
/// VTK's drawing into its own.
void makeContextCurrent(vtkObject* /*caller*/, unsigned long /*event*/, void* client,
                        void* /*call*/) {
    QOpenGLContext* context = static_cast<const ViewportWidget*>(client)->context();
    if (context != nullptr && QOpenGLContext::currentContext() != context) {
        context->makeCurrent(context->surface());
    }
}

void addObserver(vtkObject& object, unsigned long event,
                 void (*callback)(vtkObject*, unsigned long, void*, void*), void* client) {
    auto command = vtkSmartPointer<vtkCallbackCommand>::New();
    command->SetCallback(callback);
    command->SetClientData(client);
    object.AddObserver(event, command);
}

bool isSoftwareRenderer(const QString& name) {
    return name.contains(QLatin1String("llvmpipe")) || name.contains(QLatin1String("softpipe")) ||
           name.contains(QLatin1String("SWR"));
}

} // namespace

QSurfaceFormat ViewportWidget::surfaceFormat() {
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setOption(QSurfaceFormat::DeprecatedFunctions); // else no line is wider than a pixel
    format.setDepthBufferSize(24);
    format.setAlphaBufferSize(8);
    format.setSamples(0); // VTK multisamples in buffers of its own
    return format;
}

ViewportWidget::ViewportWidget(QWidget* parent)
    : QOpenGLWidget(parent), m_window(vtkSmartPointer<vtkGenericOpenGLRenderWindow>::New()) {
    setObjectName(QStringLiteral("viewport"));
    setAccessibleName(tr("3D view of the character"));
    setAccessibleDescription(tr("Drag to orbit, Shift-drag to pan, wheel to zoom; arrow keys and "
                                "plus and minus do the same."));
    setFocusPolicy(Qt::StrongFocus);
    setUpdateBehavior(PartialUpdate); // the picture stays until there is another
    setMinimumSize(320, 240);
    createTimers();
    connectWindow();
}

ViewportWidget::~ViewportWidget() {
    releaseGl();
}

void ViewportWidget::createTimers() {
    m_renderTimer.setSingleShot(true);
    m_renderTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_renderTimer, &QTimer::timeout, this, [this] {
        m_needsFrame = true;
        update();
    });
    // Putting the window together takes its time too where OpenGL is software: from its end on,
    // so that others get a turn between frames.
    connect(this, &QOpenGLWidget::frameSwapped, this, [this] { m_sinceFrame.start(); });
    m_restTimer.setSingleShot(true);
    m_restTimer.setInterval(kRestDelay);
    connect(&m_restTimer, &QTimer::timeout, this, [this] {
        m_isMoving = false;
        scheduleRender();
    });
    m_uploadTimer.setSingleShot(true);
    m_uploadTimer.setInterval(0);
    connect(&m_uploadTimer, &QTimer::timeout, this, &ViewportWidget::uploadNext);
    m_refineTimer.setSingleShot(true);
    m_refineTimer.setInterval(0);
    connect(&m_refineTimer, &QTimer::timeout, this, &ViewportWidget::refineNext);
    m_turntableTimer.setInterval(kFrameInterval);
    connect(&m_turntableTimer, &QTimer::timeout, this, &ViewportWidget::stepTurntable);
}

void ViewportWidget::connectWindow() {
    m_window->SetOwnContext(0);
    m_window->SetFrameBlitModeToNoBlit();
    addObserver(*m_window, vtkCommand::WindowMakeCurrentEvent, makeContextCurrent, this);
    addObserver(*m_window, vtkCommand::WindowIsCurrentEvent, answerIsCurrent, this);
    addObserver(*m_window, vtkCommand::WindowSupportsOpenGLEvent, answerYes, nullptr);
}

void ViewportWidget::releaseGl() {
    m_uploadTimer.stop();
    m_refineTimer.stop();
    if (m_scene) {
        makeCurrent();
        m_scene.reset();
        m_window->Finalize();
        doneCurrent();
    }
}

void ViewportWidget::initializeGL() {
    // Qt makes a new context when the widget moves to another window; the old one's is lost.
    connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &ViewportWidget::releaseGl,
            Qt::UniqueConnection);
    const auto* renderer =
        reinterpret_cast<const char*>(context()->functions()->glGetString(GL_RENDERER));
    m_isSoftware = isSoftwareRenderer(QString::fromLatin1(renderer));
    m_window->SetReadyForRendering(true);
    m_window->InitializeFromCurrentContext();
    m_pacer = FramePacer(m_isSoftware);
    m_window->SetMultiSamples(m_isSoftware ? 0 : 4);
    m_window->SetSize(64, 64);
    m_scene = std::make_unique<ViewportScene>(*m_window);
    warmUp(*m_scene);
    m_scene->setTheme(viewportTheme(m_theme));
    m_scene->setDisplay(m_display);
    m_scene->setCharacter(m_character);
    changed();
}

void ViewportWidget::resizeGL(int /*width*/, int /*height*/) {
    changed();
    m_needsFrame = true; // the buffer is new, and Qt paints now
}

double ViewportWidget::pixelScale() const {
    return devicePixelRatioF() * m_scale;
}

void ViewportWidget::sizeWindow(double scale) {
    m_scale = scale;
    const double ratio = devicePixelRatioF();
    m_window->SetSize(std::max(1, static_cast<int>(std::lround(width() * ratio))),
                      std::max(1, static_cast<int>(std::lround(height() * ratio))));
    m_scene->setResolution(scale);
    m_scene->setPixelRatio(pixelScale());
}

void ViewportWidget::paintGL() {
    if (!m_scene || !m_needsFrame) {
        return;
    }
    m_needsFrame = false;
    QElapsedTimer clock;
    clock.start();
    m_sinceFrame.start();
    const double scale = nextScale();
    sizeWindow(scale);
    if (m_frameNext) {
        m_frameNext = false;
        m_scene->frame();
    }
    withVtkState([this] { m_scene->render(); });
    const ViewportScene::Size part = m_scene->size();
    const int* window = m_window->GetSize();
    copyToWidget({0, 0, window[0], window[1]}, part.width, part.height);
    if (m_isSoftware) {
        context()->functions()->glFinish();
    }
    finishFrame(scale, static_cast<double>(clock.nsecsElapsed()) * 1e-6);
    Q_EMIT drawn();
}

double ViewportWidget::nextScale() const {
    if (m_isSoftware && (m_isChanged || !m_scene->isComplete())) {
        return FramePacer::kScales.back(); // leaves time for the uploads
    }
    return m_pacer.scaleFor(m_isMoving ? FramePacer::kMoving : FramePacer::kStill);
}

template <typename Work> void ViewportWidget::withVtkState(Work&& work) {
    vtkOpenGLState* state = m_window->GetState();
    state->Reset(); // Qt has changed it behind VTK's back
    state->Push();
    work();
    state->Pop();
}

void ViewportWidget::uploadNext() {
    makeCurrent();
    withVtkState([this] { m_scene->uploadNext(); });
    doneCurrent();
    changed();
}

void ViewportWidget::copyToWidget(const ViewportScene::Tile& to, int width, int height) {
    QOpenGLExtraFunctions* gl = context()->extraFunctions();
    gl->glBindFramebuffer(GL_DRAW_FRAMEBUFFER, defaultFramebufferObject());
    gl->glDisable(GL_SCISSOR_TEST);
    m_window->BlitDisplayFramebuffer(0, 0, 0, width, height, to.x, to.y, to.width, to.height,
                                     GL_COLOR_BUFFER_BIT, GL_LINEAR);
    // Blended lines leave alpha below one, through which the window would shine.
    gl->glBindFramebuffer(GL_FRAMEBUFFER, defaultFramebufferObject());
    gl->glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
    gl->glClearColor(0.0F, 0.0F, 0.0F, 1.0F);
    gl->glClear(GL_COLOR_BUFFER_BIT);
    gl->glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
}

void ViewportWidget::finishFrame(double scale, double milliseconds) {
    if (!m_isChanged) { // a frame that uploads says nothing of later ones
        m_pacer.record(scale, milliseconds);
    }
    const bool isClean = !m_isChanged && m_scene->isComplete();
    m_isChanged = false;
    const bool canBeSharper = !m_isMoving && nextScale() > scale;
    if (!m_scene->isComplete()) {
        m_uploadTimer.start();
    } else if (!isClean || canBeSharper) {
        scheduleRender();
    } else if (!m_isMoving && m_isSoftware) {
        startRefining(scale);
    } else if (!m_isMoving && !m_settled) {
        m_settled = true;
        Q_EMIT settled();
    }
}

void ViewportWidget::startRefining(double scale) {
    m_samples = scale < 1.0 ? 1 : kFinest;
    const int* window = m_window->GetSize();
    m_tiles = planTiles(window[0], window[1], scale, m_samples);
    m_sinceShown.start();
    m_refineTimer.start();
}

bool ViewportWidget::uploadHidden() {
    makeCurrent();
    bool more = false;
    withVtkState([&] { more = m_scene->uploadHidden(); });
    doneCurrent();
    return more;
}

void ViewportWidget::refineNext() {
    if (uploadHidden()) {
        m_refineTimer.start();
        return;
    }
    const ViewportScene::Tile tile = m_tiles.front();
    m_tiles.pop_front();
    makeCurrent();
    withVtkState([&] { m_scene->renderTile(tile, m_samples); });
    copyToWidget(tile, tile.width * m_samples, tile.height * m_samples);
    context()->functions()->glFinish();
    doneCurrent();
    if (m_tiles.empty()) {
        finishPass();
    } else {
        m_refineTimer.start();
        if (m_sinceShown.elapsed() > kShowEvery) {
            m_sinceShown.start();
            update();
        }
    }
}

void ViewportWidget::finishPass() {
    update();
    if (m_samples < kFinest) {
        m_samples = kFinest;
        const int* window = m_window->GetSize();
        m_tiles = planTiles(window[0], window[1], m_scale, m_samples);
        m_refineTimer.start();
    } else {
        m_settled = true;
        Q_EMIT settled();
    }
}

void ViewportWidget::scheduleRender() {
    m_refineTimer.stop();
    if (m_renderTimer.isActive() || m_needsFrame) {
        return;
    }
    const qint64 since = m_sinceFrame.isValid() ? m_sinceFrame.elapsed() : kFrameInterval;
    m_renderTimer.start(static_cast<int>(std::max<qint64>(0, kFrameInterval - since)));
}

void ViewportWidget::moved() {
    m_isMoving = true;
    m_settled = false;
    m_restTimer.start();
    scheduleRender();
}

void ViewportWidget::changed() {
    m_isChanged = true;
    m_settled = false;
    m_pacer.reset();
    m_renderTimer.stop();
    m_sinceFrame.start(); // the change took its time; events come before the frame
    scheduleRender();
}

void ViewportWidget::setCharacter(std::shared_ptr<const ViewportCharacter> character,
                                  bool keepView) {
    if (character == m_character) {
        return;
    }
    m_character = std::move(character);
    m_frameNext = m_frameNext || !keepView;
    if (m_scene) {
        makeCurrent();
        m_scene->setCharacter(m_character);
        doneCurrent();
    }
    changed();
}

void ViewportWidget::setDisplay(const ViewportDisplay& display) {
    if (display == m_display) {
        return;
    }
    m_display = display;
    if (m_scene) {
        makeCurrent();
        m_scene->setDisplay(display);
        doneCurrent();
    }
    changed();
}

void ViewportWidget::setTheme(ThemeKind theme) {
    m_theme = theme;
    if (m_scene) {
        makeCurrent();
        m_scene->setTheme(viewportTheme(theme));
        doneCurrent();
    }
    changed();
}

void ViewportWidget::setTurntable(bool on) {
    if (on) {
        m_sinceTurn.start();
        m_turntableTimer.start();
    } else {
        m_turntableTimer.stop();
    }
}

void ViewportWidget::stepTurntable() {
    const double seconds = static_cast<double>(m_sinceTurn.restart()) * 1e-3;
    if (m_scene && isVisible() && !m_scene->showsPhoto()) {
        m_scene->turn(kTurnSpeed * seconds);
        moved();
    }
}

void ViewportWidget::frameCharacter() {
    m_frameNext = true;
    moved();
}

void ViewportWidget::mousePressEvent(QMouseEvent* event) {
    m_lastPosition = event->position();
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->button()) {
    case Qt::LeftButton:
        m_drag = shift ? Drag::Pan : Drag::Orbit;
        break;
    case Qt::MiddleButton:
        m_drag = Drag::Pan;
        break;
    case Qt::RightButton:
        m_drag = Drag::Zoom;
        break;
    default:
        event->ignore();
        return;
    }
    setCursor(m_drag == Drag::Orbit ? Qt::ClosedHandCursor
              : m_drag == Drag::Pan ? Qt::SizeAllCursor
                                    : Qt::SizeVerCursor);
}

void ViewportWidget::mouseMoveEvent(QMouseEvent* event) {
    const QPointF step = (event->position() - m_lastPosition) * pixelScale();
    m_lastPosition = event->position();
    if (!m_scene || m_drag == Drag::None) {
        return;
    }
    if (m_drag == Drag::Orbit) {
        m_scene->orbit(step.x(), step.y());
    } else if (m_drag == Drag::Pan) {
        m_scene->pan(step.x(), step.y());
    } else {
        const double logical = step.y() / pixelScale();
        zoomAtCentre(std::pow(kDragZoom, -logical));
    }
    moved();
}

void ViewportWidget::zoomAtCentre(double factor) {
    const auto [width, height] = m_scene->size();
    m_scene->zoom(factor, width * 0.5, height * 0.5);
}

void ViewportWidget::mouseReleaseEvent(QMouseEvent* /*event*/) {
    m_drag = Drag::None;
    unsetCursor();
}

void ViewportWidget::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) {
        frameCharacter();
    }
}

void ViewportWidget::wheelEvent(QWheelEvent* event) {
    if (m_scene) {
        const QPointF at = event->position() * pixelScale();
        m_scene->zoom(std::pow(kWheelStep, event->angleDelta().y()), at.x(), at.y());
        moved();
    }
    event->accept();
}

void ViewportWidget::keyPressEvent(QKeyEvent* event) {
    const double step = kKeyStep * pixelScale();
    if (!m_scene) {
        QOpenGLWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
        m_scene->orbit(-step, 0.0);
        break;
    case Qt::Key_Right:
        m_scene->orbit(step, 0.0);
        break;
    case Qt::Key_Up:
        m_scene->orbit(0.0, -step);
        break;
    case Qt::Key_Down:
        m_scene->orbit(0.0, step);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomAtCentre(1.15);
        break;
    case Qt::Key_Minus:
        zoomAtCentre(1.0 / 1.15);
        break;
    default:
        QOpenGLWidget::keyPressEvent(event);
        return;
    }
    moved();
}

} // namespace maquette
