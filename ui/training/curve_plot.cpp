// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_plot.h"

#include "ui/training/curve_plot_frame_p.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace maquette {

namespace {

constexpr double kZoom = 1.25;      // a notch of the wheel
constexpr double kLeastDrag = 4.0;  // pixels
constexpr double kLeastView = 1e-3; // steps
constexpr double kArrow = 0.1;      // of the view

} // namespace

CurvePlot::CurvePlot(const QString& title, QWidget* parent) : QWidget(parent), m_title(title) {
    setAccessibleName(title);
    setToolTip(tr("Wheel: zoom. Drag: choose a range. Shift and drag: move. Double click: all."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void CurvePlot::setLines(std::vector<PlotLine> lines) {
    m_lines = std::move(lines);
    smooth();
}

void CurvePlot::smooth() {
    m_smooth.clear();
    for (const PlotLine& line : m_lines) {
        m_smooth.push_back(m_keep > 0.0
                               ? std::make_shared<const Curve>(line.curve->smoothed(m_keep))
                               : line.curve);
    }
    changed();
}

void CurvePlot::setMarks(std::vector<PlotMark> marks) {
    m_marks = std::move(marks);
    changed();
}

void CurvePlot::setView(const PlotView& view) {
    m_view = view;
    changed();
}

void CurvePlot::setPointer(std::optional<double> step) {
    m_pointer = step;
    update();
}

void CurvePlot::setLogarithmic(bool isLogarithmic) {
    m_isLogarithmic = isLogarithmic;
    changed();
}

void CurvePlot::setSmoothing(double keep) {
    m_keep = keep;
    smooth();
}

void CurvePlot::setTheme(ThemeKind theme) {
    m_theme = theme;
    changed();
}

void CurvePlot::changed() {
    m_drawn = QPixmap();
    update();
}

QSize CurvePlot::sizeHint() const {
    return {360, 200};
}

QSize CurvePlot::minimumSizeHint() const {
    return {180, 110};
}

// Over the curves a tool tip would hide them.
bool CurvePlot::event(QEvent* event) {
    const bool isHidden = event->type() == QEvent::ToolTip &&
                          frameOf(rect()).inside.contains(static_cast<QHelpEvent*>(event)->pos());
    return isHidden || QWidget::event(event);
}

void CurvePlot::resizeEvent(QResizeEvent* /*event*/) {
    m_drawn = QPixmap();
}

void CurvePlot::paintEvent(QPaintEvent* /*event*/) {
    if (m_drawn.isNull()) {
        m_drawn = QPixmap(size() * devicePixelRatioF());
        m_drawn.setDevicePixelRatio(devicePixelRatioF());
        QPainter painter(&m_drawn);
        draw(painter, rect());
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_drawn);
    const Frame frame = frameOf(rect());
    if (m_drag == Drag::Choose) {
        QColor veil = palette().color(QPalette::Highlight);
        veil.setAlpha(60);
        painter.fillRect(QRectF(QPointF(m_pressed.x(), frame.inside.top()),
                                QPointF(m_last.x(), frame.inside.bottom()))
                             .normalized()
                             .intersected(frame.inside),
                         veil);
    }
    if (m_pointer) {
        drawPointer(painter, frame);
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void CurvePlot::zoom(double factor, double around) {
    const PlotView view{around + (m_view.from - around) / factor,
                        around + (m_view.to - around) / factor};
    if (view.to - view.from > kLeastView) {
        Q_EMIT viewWanted(view);
    }
}

void CurvePlot::move(double steps) {
    Q_EMIT viewWanted({m_view.from + steps, m_view.to + steps});
}

void CurvePlot::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / 120.0;
    zoom(std::pow(kZoom, notches), frameOf(rect()).x.valueAt(event->position().x()));
    event->accept();
}

void CurvePlot::mousePressEvent(QMouseEvent* event) {
    m_pressed = m_last = event->position();
    const bool moves =
        event->button() == Qt::MiddleButton ||
        (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ShiftModifier));
    m_drag = moves ? Drag::Move : event->button() == Qt::LeftButton ? Drag::Choose : Drag::None;
}

void CurvePlot::mouseMoveEvent(QMouseEvent* event) {
    const Frame frame = frameOf(rect());
    const QPointF before = std::exchange(m_last, event->position());
    if (m_drag == Drag::Move) {
        move(frame.x.valueAt(before.x()) - frame.x.valueAt(m_last.x()));
    }
    const bool isInside = frame.inside.left() <= m_last.x() && m_last.x() <= frame.inside.right();
    Q_EMIT pointerMoved(isInside ? std::optional(frame.x.valueAt(m_last.x())) : std::nullopt);
    update();
}

void CurvePlot::mouseReleaseEvent(QMouseEvent* event) {
    const Drag drag = std::exchange(m_drag, Drag::None);
    update();
    if (drag != Drag::Choose || std::abs(event->position().x() - m_pressed.x()) < kLeastDrag) {
        return;
    }
    const PlotAxis axis = frameOf(rect()).x;
    const double a = axis.valueAt(m_pressed.x());
    const double b = axis.valueAt(event->position().x());
    Q_EMIT viewWanted({std::min(a, b), std::max(a, b)});
}

void CurvePlot::mouseDoubleClickEvent(QMouseEvent* /*event*/) {
    m_drag = Drag::None;
    Q_EMIT wholeWanted();
}

void CurvePlot::leaveEvent(QEvent* /*event*/) {
    Q_EMIT pointerMoved(std::nullopt);
}

void CurvePlot::keyPressEvent(QKeyEvent* event) {
    const double wide = m_view.to - m_view.from;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(kZoom, 0.5 * (m_view.from + m_view.to));
    case Qt::Key_Minus:
        return zoom(1.0 / kZoom, 0.5 * (m_view.from + m_view.to));
    case Qt::Key_Left:
        return move(-kArrow * wide);
    case Qt::Key_Right:
        return move(kArrow * wide);
    case Qt::Key_Home:
        Q_EMIT wholeWanted();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace maquette
