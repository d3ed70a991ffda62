// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/plot_scale.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace maquette {

namespace {

/// 1, 2 or 5 times a power of ten, not less than @p step.
double roundStep(double step) {
    const double power = std::pow(10.0, std::floor(std::log10(step)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= step * (1.0 - 1e-9)) {
            return factor * power;
        }
    }
    return 10.0 * power;
}

} // namespace

PlotAxis::PlotAxis(double least, double largest, double first, double last, bool isLogarithmic)
    : m_least(least), m_largest(largest), m_first(first), m_last(last),
      m_isLogarithmic(isLogarithmic) {
    if (m_isLogarithmic && !(m_largest > 0.0)) {
        m_largest = 1.0;
    }
    if (m_isLogarithmic && !(m_least > 0.0)) {
        m_least = 1e-3 * m_largest;
    }
    if (!(m_largest > m_least)) {
        const double half = m_least == 0.0 ? 0.5 : 0.05 * std::abs(m_least);
        m_least -= half;
        m_largest = m_least + 2.0 * half;
    }
}

double PlotAxis::pixelOf(double value) const {
    const double share = m_isLogarithmic ? std::log(std::max(value, 1e-300) / m_least) /
                                               std::log(m_largest / m_least)
                                         : (value - m_least) / (m_largest - m_least);
    return m_first + share * (m_last - m_first);
}

double PlotAxis::valueAt(double pixel) const {
    const double share = (pixel - m_first) / (m_last - m_first);
    return m_isLogarithmic ? m_least * std::pow(m_largest / m_least, share)
                           : m_least + share * (m_largest - m_least);
}

std::vector<double> PlotAxis::ticks(double distance) const {
    const int most = std::max(2, static_cast<int>(std::abs(m_last - m_first) / distance));
    const bool hasDecades = m_isLogarithmic && m_largest >= 10.0 * m_least;
    return hasDecades ? decadeTicks(most) : linearTicks(most);
}

std::vector<double> PlotAxis::linearTicks(int most) const {
    const double step = roundStep((m_largest - m_least) / most);
    std::vector<double> ticks;
    for (double i = std::ceil(m_least / step - 1e-9); i * step <= m_largest * (1.0 + 1e-12); ++i) {
        ticks.push_back(i * step);
        if (ticks.size() > static_cast<std::size_t>(2 * most + 2)) {
            break;
        }
    }
    return ticks;
}

std::vector<double> PlotAxis::decadeTicks(int most) const {
    const double first = std::ceil(std::log10(m_least) - 1e-9);
    const double last = std::floor(std::log10(m_largest) + 1e-9);
    const double stride = std::max(1.0, std::ceil((last - first + 1.0) / most));
    const bool withBetween = stride == 1.0 && 3.0 * (last - first + 1.0) <= most;
    std::vector<double> ticks;
    for (double power = first - 1.0; power <= last; power += stride == 1.0 ? 1.0 : stride) {
        for (const double factor : {1.0, 2.0, 5.0}) {
            const double tick = factor * std::pow(10.0, power);
            const bool isShown = factor == 1.0 || withBetween;
            if (isShown && tick >= m_least * (1.0 - 1e-9) && tick <= m_largest * (1.0 + 1e-9)) {
                ticks.push_back(tick);
            }
        }
    }
    return ticks;
}

QString plotNumber(double value) {
    if (!std::isfinite(value)) {
        return QObject::tr("not a number");
    }
    const double size = std::abs(value);
    const QLocale locale;
    if (size != 0.0 && (size < 1e-3 || size >= 1e7)) {
        return locale.toString(value, 'g', 3);
    }
    const int digits = size >= 1000.0 || size == 0.0
                           ? 0
                           : std::clamp(2 - static_cast<int>(std::floor(std::log10(size))), 0, 5);
    QString text = locale.toString(value, 'f', digits);
    if (digits > 0) {
        while (text.endsWith(QLatin1Char('0'))) {
            text.chop(1);
        }
        if (text.endsWith(locale.decimalPoint())) {
            text.chop(1);
        }
    }
    return text;
}

} // namespace maquette
