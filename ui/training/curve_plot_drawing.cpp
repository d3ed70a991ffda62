// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_plot_frame_p.h"
#include "ui/window/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace maquette {

namespace {

constexpr double kLeft = 52.0; // pixels round the axes
constexpr double kRight = 26.0;
constexpr double kTop = 26.0;
constexpr double kBottom = 22.0;
constexpr double kLabel = 16.0; // height of a mark's name
constexpr double kTickX = 90.0; // pixels between ticks
constexpr double kTickY = 30.0;
constexpr double kRoom = 0.06; // of the range, above and below the curves

constexpr double kDense = 1.5;     // points a pixel
constexpr std::size_t kMany = 400; // points of which fine lines are drawn, quickly
constexpr int kPart = 32;          // points of a line that are drawn at once

constexpr double kEverything = -std::numeric_limits<double>::infinity();

void widen(std::optional<CurveRange>& range, double least, double largest) {
    range = range ? CurveRange{std::min(range->least, least), std::max(range->largest, largest)}
                  : CurveRange{least, largest};
}

} // namespace

CurvePlot::Frame CurvePlot::frameOf(const QRectF& area) const {
    const double above = m_isLogarithmic ? 0.0 : kEverything;
    std::optional<CurveRange> range;
    for (const auto& curve : m_smooth) {
        if (const auto own = curve->range(m_view.from, m_view.to, above)) {
            widen(range, own->least, own->largest);
        }
    }
    for (const PlotMark& mark : m_marks) {
        if (range && mark.value > above) {
            widen(range, mark.value, mark.value);
        }
    }
    const CurveRange shown = range.value_or(CurveRange{m_isLogarithmic ? 0.1 : 0.0, 1.0});
    Frame frame;
    frame.inside = area.adjusted(kLeft, kTop, -kRight, -kBottom);
    const double room = kRoom * frame.inside.height();
    frame.x = PlotAxis(m_view.from, m_view.to, frame.inside.left(), frame.inside.right(), false);
    frame.y = PlotAxis(shown.least, shown.largest, frame.inside.bottom() - room,
                       frame.inside.top() + room, m_isLogarithmic);
    return frame;
}

void CurvePlot::draw(QPainter& painter, const QRectF& area) const {
    const ThemeColors& colors = themeColors(m_theme);
    painter.fillRect(area, colors.field);
    painter.setRenderHint(QPainter::Antialiasing);
    const Frame frame = frameOf(area);
    drawGrid(painter, frame);
    painter.save();
    painter.setClipRect(frame.inside);
    drawMarks(painter, frame);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        drawLine(painter, frame, m_lines.size() - 1 - i); // the first lies on top
    }
    painter.restore();
    drawHead(painter, area, std::nullopt);
}

void CurvePlot::drawGrid(QPainter& painter, const Frame& frame) const {
    const ThemeColors& colors = themeColors(m_theme);
    const QRectF& in = frame.inside;
    const auto drawTick = [&](const QLineF& line, const QRectF& place, int align, double value) {
        painter.setPen(colors.divider);
        painter.drawLine(line);
        painter.setPen(colors.dimText);
        painter.drawText(place, align, plotNumber(value));
    };
    for (const double value : frame.y.ticks(kTickY)) {
        const double y = std::round(frame.y.pixelOf(value)) + 0.5;
        if (y >= in.top() && y <= in.bottom()) {
            drawTick({in.left(), y, in.right(), y}, QRectF(in.left() - kLeft, y - 9, kLeft - 6, 18),
                     Qt::AlignRight | Qt::AlignVCenter, value);
        }
    }
    for (const double value : frame.x.ticks(kTickX)) {
        const double x = std::round(frame.x.pixelOf(value)) + 0.5;
        drawTick({x, in.top(), x, in.bottom()}, QRectF(x - 45, in.bottom() + 3, 90, 16),
                 Qt::AlignHCenter | Qt::AlignTop, value);
    }
}

void CurvePlot::drawMarks(QPainter& painter, const Frame& frame) const {
    const QColor color = themeColors(m_theme).dimText;
    for (const PlotMark& mark : m_marks) {
        const double y = std::round(frame.y.pixelOf(mark.value)) + 0.5;
        painter.setPen(QPen(color, 1.0, Qt::DashLine));
        painter.drawLine(QLineF(frame.inside.left(), y, frame.inside.right(), y));
        const bool hasRoom = y - kLabel > frame.inside.top();
        const QRectF place(frame.inside.left(), hasRoom ? y - kLabel - 1 : y + 1,
                           frame.inside.width() - 4, kLabel);
        painter.setPen(color);
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                         QStringLiteral("%1 %2").arg(mark.name, plotNumber(mark.value)));
    }
}

void CurvePlot::drawLine(QPainter& painter, const Frame& frame, std::size_t line) const {
    const double above = m_isLogarithmic ? 0.0 : kEverything;
    const auto outline = m_smooth[line]->outline(
        m_view.from, m_view.to, std::max(1, static_cast<int>(frame.inside.width())), above);
    // Where every column is full, fine lines look the same and take a hundredth of the time.
    const bool isDense = static_cast<double>(outline.size()) > kDense * frame.inside.width();
    const bool isFine = outline.size() > kMany || m_lines[line].isFaint;
    QColor color = m_lines[line].color;
    color.setAlphaF(m_lines[line].isFaint ? 0.55 : 1.0);
    painter.setRenderHint(QPainter::Antialiasing, !isDense);
    painter.setPen(QPen(color, isFine ? 1.0 : 1.7));
    QPolygonF part;
    const auto flush = [&] {
        if (part.size() == 1) {
            painter.drawPoint(part.front());
        } else if (part.size() > 1) {
            painter.drawPolyline(part);
        }
    };
    for (const CurvePoint& point : outline) {
        if (std::isnan(point.y)) {
            flush();
            part.clear();
            continue;
        }
        part.append({frame.x.pixelOf(point.x), frame.y.pixelOf(point.y)});
        if (part.size() == kPart) { // long lines are slow to stroke
            flush();
            part = {part.back()};
        }
    }
    flush();
    painter.setRenderHint(QPainter::Antialiasing);
}

void CurvePlot::drawHead(QPainter& painter, const QRectF& area, std::optional<double> step) const {
    const ThemeColors& colors = themeColors(m_theme);
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(colors.text);
    const double wide = QFontMetricsF(bold).horizontalAdvance(m_title);
    painter.drawText(QRectF(area.left() + 10, area.top() + 4, wide + 4, 18), Qt::AlignVCenter,
                     m_title);
    painter.setFont(font());
    double right = area.right() - kRight;
    const double left = area.left() + 10 + wide + 14;
    const QFontMetricsF metrics(font());
    for (std::size_t i = m_lines.size(); i-- > 0;) {
        const auto point = step ? m_lines[i].curve->nearest(*step) : std::nullopt;
        const QString text = point ? plotNumber(point->y) : m_lines[i].name;
        if (text.isEmpty()) {
            continue; // the title says it
        }
        const double needed = metrics.horizontalAdvance(text) + 18;
        if (right - needed < left) {
            break;
        }
        painter.setPen(colors.text);
        painter.drawText(QRectF(right - needed + 14, area.top() + 4, needed - 14, 18),
                         Qt::AlignVCenter, text);
        QColor color = m_lines[i].color;
        color.setAlphaF(m_lines[i].isFaint ? 0.55 : 1.0);
        painter.setPen(QPen(color, m_lines[i].isFaint ? 1.2 : 2.4));
        painter.drawLine(
            QLineF(right - needed, area.top() + 13, right - needed + 10, area.top() + 13));
        right -= needed + 8;
    }
}

void CurvePlot::drawPointer(QPainter& painter, const Frame& frame) const {
    const ThemeColors& colors = themeColors(m_theme);
    painter.fillRect(QRectF(0, 0, width(), kTop), colors.field);
    painter.setRenderHint(QPainter::Antialiasing);
    drawHead(painter, rect(), m_pointer);
    const double x = frame.x.pixelOf(*m_pointer);
    painter.setPen(QPen(colors.dimText, 1.0, Qt::DotLine));
    painter.drawLine(QLineF(x, frame.inside.top(), x, frame.inside.bottom()));
    const QString text = tr("step %1").arg(plotNumber(std::round(*m_pointer)));
    const double wide = QFontMetricsF(font()).horizontalAdvance(text) + 8;
    const QRectF box(std::clamp(x - 0.5 * wide, frame.inside.left(), frame.inside.right() - wide),
                     frame.inside.bottom() + 2, wide, 17);
    painter.fillRect(box, colors.raised);
    painter.setPen(colors.text);
    painter.drawText(box, Qt::AlignCenter, text);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const auto point = m_smooth[i]->nearest(*m_pointer);
        if (point && std::isfinite(point->y) && point->x >= m_view.from && point->x <= m_view.to) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_lines[i].color);
            painter.drawEllipse(QPointF(frame.x.pixelOf(point->x), frame.y.pixelOf(point->y)), 3.0,
                                3.0);
        }
    }
}

} // namespace maquette
