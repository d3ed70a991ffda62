// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How often values occur, and which range of them is chosen.

#include "ui/window/studio_settings.h"

#include <QColor>
#include <QWidget>

#include <span>
#include <vector>

namespace maquette {

/// The colours of outlines.
enum class HistogramLine { First, Second };

[[nodiscard]] QColor histogramLineColor(HistogramLine line, ThemeKind theme);

/// Equal bins from the least value to the largest. Drag to choose a range, double-click for all.
class HistogramView : public QWidget {
    Q_OBJECT
public:
    explicit HistogramView(QWidget* parent = nullptr);

    /// @param values  NaN are left out.
    void setValues(std::span<const double> values);
    /// Draws how often each value occurs in a part of the values, as a line over the bars: of a
    /// part like the whole it runs along their tops. Call after setValues().
    void addOutline(std::span<const double> part, HistogramLine line);
    void setRange(double low, double high); ///< what is chosen; beyond all values: all
    void setTheme(ThemeKind theme);
    [[nodiscard]] double least() const { return m_least; }
    [[nodiscard]] double largest() const { return m_largest; }

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void rangeDragged(double low, double high);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] double valueAt(double x) const;
    [[nodiscard]] double placeOf(double value) const;
    void choose(double a, double b);
    [[nodiscard]] std::vector<int> binned(std::span<const double> values) const;
    void paintBars(QPainter& painter) const;
    void paintOutlines(QPainter& painter) const;

    struct Outline {
        std::vector<double> shares; ///< of the part, by bin
        HistogramLine line;
    };

    std::vector<int> m_bins;
    std::vector<Outline> m_outlines;
    double m_least = 0.0;
    double m_largest = 1.0;
    double m_low = 0.0;
    double m_high = 1.0;
    double m_pressed = 0.0;
    ThemeKind m_theme = ThemeKind::Dark;
};

} // namespace maquette
