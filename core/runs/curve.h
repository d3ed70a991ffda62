// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A metric over steps, as it is drawn: any number of points, a few a pixel column.

#include <cstddef>
#include <optional>
#include <vector>

namespace maquette {

struct CurvePoint {
    double x = 0.0;
    double y = 0.0; ///< NaN in an outline: the line is broken here
};

struct CurveRange {
    double least = 0.0;
    double largest = 0.0;
};

/// Points in order of x. Not finite y are kept, and are gaps in what is drawn.
class Curve {
public:
    /// @param x  finite, not less than that of the point before; else the point is left out.
    void append(double x, double y);

    [[nodiscard]] std::size_t size() const { return m_x.size(); }
    [[nodiscard]] bool isEmpty() const { return m_x.empty(); }
    [[nodiscard]] CurvePoint at(std::size_t i) const { return {m_x[i], m_y[i]}; }

    /// Of the finite y within [from,to]. @param above  only y greater than this.
    [[nodiscard]] std::optional<CurveRange> range(double from, double to, double above) const;

    /// A line that looks as the curve does when it is drawn over [from,to] with so many columns: of
    /// each column its first, least, largest and last point; beside them the points next to the
    /// range. Takes time with the columns, hardly with the points.
    /// @param above  y that are not greater than this are gaps (a logarithmic axis: 0).
    [[nodiscard]] std::vector<CurvePoint> outline(double from, double to, int columns,
                                                  double above) const;

    /// The point whose x is nearest; nothing where there are none.
    [[nodiscard]] std::optional<CurvePoint> nearest(double x) const;

    /// Each point the mean of those up to it, of which one counts @p keep times as much as the
    /// next.
    /// @param keep  0 (as it is) … 0.999.
    [[nodiscard]] Curve smoothed(double keep) const;

private:
    static constexpr std::size_t kBlock = 64;

    struct Extent { ///< of finite y; least > largest: there are none
        double least;
        double largest;
    };
    [[nodiscard]] Extent extent(std::size_t begin, std::size_t end, double above) const;
    void addColumn(std::size_t begin, std::size_t end, double above,
                   std::vector<CurvePoint>& outline) const;
    [[nodiscard]] std::size_t firstFrom(double x) const;

    std::vector<double> m_x;
    std::vector<double> m_y;
    std::vector<Extent> m_blocks; ///< of kBlock points each
};

} // namespace maquette
