// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/histogram_view.h"

#include "ui/window/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace maquette {

namespace {

constexpr std::size_t kBins = 40;
constexpr int kHeight = 44; // pixels

} // namespace

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
    m_bins.assign(kBins, 0);
    const double width = std::max(m_largest - m_least, 1e-12) / kBins;
    for (const double value : values) {
        if (isNumber(value)) {
            const auto bin = static_cast<std::size_t>((value - m_least) / width);
            ++m_bins[std::min(bin, kBins - 1)];
        }
    }
    m_low = m_least;
    m_high = m_largest;
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
