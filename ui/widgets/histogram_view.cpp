// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/histogram_view.h"

#include "ui/window/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace maquette {

namespace {

constexpr std::size_t kBins = 40;
constexpr int kHeight = 44;                                     // pixels
constexpr std::array<std::size_t, 5> kSteps = {1, 2, 4, 8, 10}; // bins of an outline's step
constexpr std::size_t kLeastInStep = 12;                        // values, on average

} // namespace

QColor histogramLineColor(HistogramLine line, ThemeKind theme) {
    const ThemeColors& colors = themeColors(theme);
    return line == HistogramLine::First ? colors.success : colors.warning;
}

HistogramView::HistogramView(QWidget* parent) : QWidget(parent) {
    setFixedHeight(kHeight);
    setCursor(Qt::IBeamCursor);
}

void HistogramView::setValues(std::span<const double> values) {
    const auto isNumber = [](double value) { return !std::isnan(value); };
    m_least = 0.0;
    m_largest = 1.0;
    if (const auto first = std::ranges::find_if(values, isNumber); first != values.end()) {
        m_least = m_largest = *first;
    }
    for (const double value : values) {
        m_least = std::min(m_least, value); // a NaN is never the less
        m_largest = std::max(m_largest, value);
    }
    m_bins = binned(values);
    m_outlines.clear();
    m_low = m_least;
    m_high = m_largest;
    update();
}

std::vector<int> HistogramView::binned(std::span<const double> values) const {
    std::vector<int> bins(kBins);
    const double width = std::max(m_largest - m_least, 1e-12) / kBins;
    for (const double value : values) {
        if (!std::isnan(value)) {
            const auto bin = static_cast<std::size_t>(std::max(value - m_least, 0.0) / width);
            ++bins[std::min(bin, kBins - 1)];
        }
    }
    return bins;
}

void HistogramView::addOutline(std::span<const double> part, HistogramLine line) {
    const std::vector<int> bins = binned(part);
    const int sum = std::accumulate(bins.begin(), bins.end(), 0);
    if (sum == 0) {
        return;
    }
    // Of few values single bins say nothing: several count together.
    const auto* step = std::ranges::find_if(
        kSteps, [&](std::size_t bars) { return sum * bars >= kLeastInStep * kBins; });
    const std::size_t width = step == kSteps.end() ? kSteps.back() : *step;
    Outline outline{{}, line};
    for (std::size_t i = 0; i < kBins; ++i) {
        const auto begin = bins.begin() + static_cast<std::ptrdiff_t>(i / width * width);
        const double count = std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(width), 0);
        outline.shares.push_back(count / static_cast<double>(width) / sum);
    }
    m_outlines.push_back(std::move(outline));
    update();
}

void HistogramView::setRange(double low, double high) {
    m_low = std::clamp(low, m_least, m_largest);
    m_high = std::clamp(high, m_low, m_largest);
    update();
}

void HistogramView::setTheme(ThemeKind theme) {
    m_theme = theme;
    update();
}

QSize HistogramView::sizeHint() const {
    return {160, kHeight};
}

double HistogramView::valueAt(double x) const {
    return m_least + (m_largest - m_least) * std::clamp(x / std::max(width(), 1), 0.0, 1.0);
}

double HistogramView::placeOf(double value) const {
    return width() * (value - m_least) / std::max(m_largest - m_least, 1e-12);
}

void HistogramView::paintEvent(QPaintEvent* /*event*/) {
    const ThemeColors& colors = themeColors(m_theme);
    QPainter painter(this);
    painter.fillRect(rect(), colors.field);
    if (m_bins.empty()) {
        return;
    }
    paintBars(painter);
    paintOutlines(painter);
}

void HistogramView::paintBars(QPainter& painter) const {
    const ThemeColors& colors = themeColors(m_theme);
    const QRectF chosen(placeOf(m_low), 0, placeOf(m_high) - placeOf(m_low), height());
    painter.fillRect(chosen, colors.selection);
    const double tallest = *std::ranges::max_element(m_bins);
    const double width = this->width() / static_cast<double>(m_bins.size());
    for (std::size_t i = 0; i < m_bins.size(); ++i) {
        const double share = m_bins[i] / std::max(tallest, 1.0);
        const double tall = m_bins[i] > 0 ? std::max(1.0, share * (height() - 2)) : 0.0;
        const QRectF bar(static_cast<double>(i) * width, height() - tall, width - 1.0, tall);
        const double middle = bar.center().x();
        const bool isChosen = middle >= chosen.left() && middle <= chosen.right();
        painter.fillRect(bar, isChosen ? colors.accent : colors.dimText);
    }
}

void HistogramView::paintOutlines(QPainter& painter) const {
    const double all = std::accumulate(m_bins.begin(), m_bins.end(), 0.0);
    const double tallest = *std::ranges::max_element(m_bins) / std::max(all, 1.0);
    const double width = this->width() / static_cast<double>(m_bins.size());
    for (const Outline& outline : m_outlines) {
        QPolygonF line;
        for (std::size_t i = 0; i < outline.shares.size(); ++i) {
            const double share = outline.shares[i] / std::max(tallest, 1e-12);
            const double top = std::max(height() - share * (height() - 2), 1.0);
            line << QPointF(static_cast<double>(i) * width, top)
                 << QPointF(static_cast<double>(i + 1) * width - 1.0, top);
        }
        painter.setPen(QPen(histogramLineColor(outline.line, m_theme), 1.5));
        painter.drawPolyline(line);
    }
}

void HistogramView::mousePressEvent(QMouseEvent* event) {
    m_pressed = valueAt(event->position().x());
}

void HistogramView::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons().testFlag(Qt::LeftButton)) {
        choose(m_pressed, valueAt(event->position().x()));
    }
}

void HistogramView::mouseDoubleClickEvent(QMouseEvent* /*event*/) {
    choose(m_least, m_largest);
}

void HistogramView::choose(double a, double b) {
    setRange(std::min(a, b), std::max(a, b));
    Q_EMIT rangeDragged(m_low, m_high);
}

} // namespace maquette
