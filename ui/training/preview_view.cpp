// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/preview_view.h"

#include "ui/training/plot_scale.h"
#include "ui/window/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace maquette {

namespace {

constexpr double kCaption = 20.0; // pixels
constexpr double kGap = 8.0;      // between people
constexpr double kAspect = 0.5;   // of a figure, width over height
constexpr double kParts = 3.0;    // photo, answer and truth of a person
constexpr double kTurn = 0.6;     // degrees a pixel
constexpr double kKeyTurn = 15.0; // degrees
constexpr std::size_t kUsual = 6; // people

/// In the middle of a box, as large as fits.
void drawFitted(QPainter& painter, const QImage& image, const QRectF& box) {
    if (image.isNull()) {
        return;
    }
    const QSizeF size = QSizeF(image.size()).scaled(box.size(), Qt::KeepAspectRatio);
    QRectF place(QPointF(), size);
    place.moveCenter(box.center());
    painter.drawImage(place, image);
}

} // namespace

PreviewView::PreviewView(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("previewView"));
    setAccessibleName(tr("Held-out people"));
    setToolTip(tr("Photo, what the model makes of it, and the truth. Drag to turn them."));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SizeHorCursor);
}

void PreviewView::setPeople(std::vector<PreviewPerson> people) {
    m_people = std::move(people);
    update();
}

void PreviewView::setPlaceholder(const QString& text) {
    m_placeholder = text;
    update();
}

void PreviewView::setTheme(ThemeKind theme) {
    m_theme = theme;
    update();
}

QSize PreviewView::sizeHint() const {
    return {900, 180};
}

QSize PreviewView::minimumSizeHint() const {
    return {240, 110};
}

QSize PreviewView::figureSize() const {
    const double count = static_cast<double>(std::max(kUsual, m_people.size()));
    const double wide = (width() - kGap) / count - kGap;
    const double tall = std::max(24.0, height() - kCaption - kGap);
    const double figure = std::min(wide / kParts, tall * kAspect);
    return (QSizeF(figure, figure / kAspect) * devicePixelRatioF()).toSize();
}

void PreviewView::resizeEvent(QResizeEvent* /*event*/) {
    Q_EMIT resized();
}

void PreviewView::drawPerson(QPainter& painter, const PreviewPerson& person,
                             const QRectF& cell) const {
    const ThemeColors& colors = themeColors(m_theme);
    painter.fillRect(cell, colors.field);
    const double wide = cell.width() / kParts;
    const double tall = cell.height() - kCaption;
    const QImage* parts[] = {&person.photo, &person.answer, &person.truth};
    for (int i = 0; i < 3; ++i) {
        drawFitted(painter, *parts[i], QRectF(cell.left() + i * wide, cell.top(), wide, tall));
    }
    const QRectF caption(cell.left() + 4, cell.top() + tall, cell.width() - 8, kCaption);
    painter.setPen(colors.text);
    if (std::isfinite(person.error)) {
        painter.drawText(caption, Qt::AlignCenter, tr("%1 mm off").arg(plotNumber(person.error)));
    }
}

void PreviewView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    const ThemeColors& colors = themeColors(m_theme);
    if (m_people.empty()) {
        painter.setPen(colors.dimText);
        painter.drawText(rect().adjusted(12, 8, -12, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         m_placeholder);
        return;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const double wide = (width() - kGap) / static_cast<double>(m_people.size());
    for (std::size_t i = 0; i < m_people.size(); ++i) {
        drawPerson(
            painter, m_people[i],
            QRectF(kGap + static_cast<double>(i) * wide, 0.5 * kGap, wide - kGap, height() - kGap));
    }
    if (hasFocus()) {
        painter.setPen(colors.accent);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void PreviewView::mousePressEvent(QMouseEvent* event) {
    m_last = event->position();
}

void PreviewView::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton)) {
        const QPointF before = std::exchange(m_last, event->position());
        Q_EMIT turned(kTurn * (before.x() - m_last.x()));
    }
}

void PreviewView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
        Q_EMIT turned(event->key() == Qt::Key_Left ? kKeyTurn : -kKeyTurn);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace maquette
