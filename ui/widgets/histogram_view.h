// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How often values occur, and which range of them is chosen.

#include "ui/window/studio_settings.h"

#include <QWidget>

#include <span>
#include <vector>

namespace maquette {

/// Equal bins from the least value to the largest. Drag to choose a range, double-click for all.
class HistogramView : public QWidget {
    Q_OBJECT
public:
    explicit HistogramView(QWidget* parent = nullptr);

    /// @param values  NaN are left out.
    void setValues(std::span<const double> values);
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

    std::vector<int> m_bins;
    double m_least = 0.0;
    double m_largest = 1.0;
    double m_low = 0.0;
    double m_high = 1.0;
    double m_pressed = 0.0;
    ThemeKind m_theme = ThemeKind::Dark;
};

} // namespace maquette
