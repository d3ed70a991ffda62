// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The axes of a plot: values to pixels, and where ticks are.

#include <QRectF>
#include <QString>

#include <vector>

namespace maquette {

/// One axis, linear or logarithmic.
class PlotAxis {
public:
    PlotAxis() = default;
    /// @param least, largest    values at its ends; widened where they are equal, or not positive
    ///                          on a logarithmic axis.
    /// @param first, last       pixels that they lie at.
    PlotAxis(double least, double largest, double first, double last, bool isLogarithmic);

    [[nodiscard]] double pixelOf(double value) const;
    [[nodiscard]] double valueAt(double pixel) const;
    [[nodiscard]] double least() const { return m_least; }
    [[nodiscard]] double largest() const { return m_largest; }

    /// Round values within the axis, in order.
    /// @param distance  pixels between two, at least.
    [[nodiscard]] std::vector<double> ticks(double distance) const;

private:
    [[nodiscard]] std::vector<double> linearTicks(int most) const;
    [[nodiscard]] std::vector<double> decadeTicks(int most) const;

    double m_least = 0.0;
    double m_largest = 1.0;
    double m_first = 0.0;
    double m_last = 1.0;
    bool m_isLogarithmic = false;
};

/// A number of three or four digits, as one reads it: "0.0013", "12.5", "14,000".
[[nodiscard]] QString plotNumber(double value);

} // namespace maquette
