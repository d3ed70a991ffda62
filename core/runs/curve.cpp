// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/curve.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace maquette {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kFew = 4; ///< points of a column that are drawn as they are

bool isShown(double y, double above) {
    return std::isfinite(y) && y > above;
}

} // namespace

void Curve::append(double x, double y) {
    if (!std::isfinite(x) || (!m_x.empty() && x < m_x.back())) {
        return;
    }
    if (m_x.size() % kBlock == 0) {
        m_blocks.push_back({kInfinity, -kInfinity});
    }
    m_x.push_back(x);
    m_y.push_back(y);
    if (std::isfinite(y)) {
        Extent& block = m_blocks.back();
        block.least = std::min(block.least, y);
        block.largest = std::max(block.largest, y);
    }
}

std::size_t Curve::firstFrom(double x) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(m_x, x) - m_x.begin());
}

Curve::Extent Curve::extent(std::size_t begin, std::size_t end, double above) const {
    Extent all{kInfinity, -kInfinity};
    const auto add = [&](double least, double largest) {
        all.least = std::min(all.least, least);
        all.largest = std::max(all.largest, largest);
    };
    for (std::size_t i = begin; i < end;) {
        const Extent& block = m_blocks[i / kBlock];
        // A block with points on both sides of the limit is looked at point by point.
        if (i % kBlock == 0 && i + kBlock <= end &&
            (block.least > above || block.largest <= above)) {
            if (block.least > above && block.least <= block.largest) {
                add(block.least, block.largest);
            }
            i += kBlock;
        } else {
            if (isShown(m_y[i], above)) {
                add(m_y[i], m_y[i]);
            }
            ++i;
        }
    }
    return all;
}

std::optional<CurveRange> Curve::range(double from, double to, double above) const {
    const Extent all = extent(firstFrom(from), firstFrom(std::nextafter(to, kInfinity)), above);
    return all.least <= all.largest ? std::optional(CurveRange{all.least, all.largest})
                                    : std::nullopt;
}

void Curve::addColumn(std::size_t begin, std::size_t end, double above,
                      std::vector<CurvePoint>& outline) const {
    if (end - begin <= kFew) {
        for (std::size_t i = begin; i < end; ++i) {
            outline.push_back({m_x[i], isShown(m_y[i], above) ? m_y[i] : kGap});
        }
        return;
    }
    const Extent all = extent(begin, end, above);
    if (all.least > all.largest) {
        outline.push_back({m_x[begin], kGap});
        return;
    }
    const double first = isShown(m_y[begin], above) ? m_y[begin] : all.least;
    const double last = isShown(m_y[end - 1], above) ? m_y[end - 1] : all.largest;
    const double middle = 0.5 * (m_x[begin] + m_x[end - 1]);
    outline.push_back({m_x[begin], first});
    outline.push_back({middle, all.least});
    outline.push_back({middle, all.largest});
    outline.push_back({m_x[end - 1], last});
}

std::vector<CurvePoint> Curve::outline(double from, double to, int columns, double above) const {
    std::vector<CurvePoint> outline;
    if (isEmpty() || columns < 1 || !(to > from)) {
        return outline;
    }
    const std::size_t begin = firstFrom(from);
    const std::size_t end = firstFrom(std::nextafter(to, kInfinity));
    if (begin > 0) {
        addColumn(begin - 1, begin, above, outline);
    }
    const double width = (to - from) / columns;
    for (std::size_t i = begin; i < end;) {
        const double column = std::floor((m_x[i] - from) / width);
        const double next = from + (column + 1.0) * width;
        const auto last = std::lower_bound(m_x.begin() + static_cast<std::ptrdiff_t>(i),
                                           m_x.begin() + static_cast<std::ptrdiff_t>(end), next);
        const std::size_t stop = std::max(i + 1, static_cast<std::size_t>(last - m_x.begin()));
        addColumn(i, stop, above, outline);
        i = stop;
    }
    if (end < size()) {
        addColumn(end, end + 1, above, outline);
    }
    return outline;
}

std::optional<CurvePoint> Curve::nearest(double x) const {
    if (isEmpty()) {
        return std::nullopt;
    }
    const std::size_t after = std::min(firstFrom(x), size() - 1);
    const std::size_t before = after > 0 ? after - 1 : 0;
    return at(x - m_x[before] < m_x[after] - x ? before : after);
}

Curve Curve::smoothed(double keep) const {
    if (keep <= 0.0) {
        return *this;
    }
    Curve smooth;
    smooth.m_x.reserve(size());
    smooth.m_y.reserve(size());
    double sum = 0.0;
    double weight = 0.0;
    for (std::size_t i = 0; i < size(); ++i) {
        if (std::isfinite(m_y[i])) {
            sum = keep * sum + (1.0 - keep) * m_y[i];
            weight = keep * weight + (1.0 - keep);
        }
        smooth.append(m_x[i], std::isfinite(m_y[i]) ? sum / weight : m_y[i]);
    }
    return smooth;
}

} // namespace maquette
