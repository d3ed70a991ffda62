// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/curve.h"

#include <gtest/gtest.h>

#include <cmath>

namespace maquette {
namespace {

constexpr double kAll = -INFINITY;

/// y = sin(x / 50), with one thin spike each way.
Curve wave(int points) {
    Curve curve;
    for (int i = 0; i < points; ++i) {
        const double y = i == points / 3 ? 5.0 : i == points / 2 ? -7.0 : std::sin(i / 50.0);
        curve.append(i, y);
    }
    return curve;
}

TEST(Curve, OutlineHasFewPointsAndMissesNoSpike) {
    const Curve curve = wave(100000);
    const auto outline = curve.outline(0, 99999, 800, kAll);
    EXPECT_LE(outline.size(), 4U * 801U);
    double least = 0.0;
    double largest = 0.0;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        least = std::min(least, outline[i].y);
        largest = std::max(largest, outline[i].y);
        EXPECT_TRUE(i == 0 || outline[i].x >= outline[i - 1].x);
    }
    EXPECT_EQ(largest, 5.0);
    EXPECT_EQ(least, -7.0);
}

TEST(Curve, OutlineOfFewPointsIsTheCurveAndItsNeighbours) {
    Curve curve;
    for (int i = 0; i < 10; ++i) {
        curve.append(10.0 * i, i);
    }
    const auto outline = curve.outline(25.0, 55.0, 300, kAll);
    ASSERT_EQ(outline.size(), 5U); // 30, 40, 50 and one more at either side
    EXPECT_EQ(outline.front().x, 20.0);
    EXPECT_EQ(outline.back().x, 60.0);
}

TEST(Curve, GapsAreWhereNothingCanBeDrawn) {
    Curve curve;
    for (const double y : std::initializer_list<double>{1.0, NAN, 3.0, -1.0, INFINITY, 2.0}) {
        curve.append(static_cast<double>(curve.size()), y);
    }
    const auto outline = curve.outline(0.0, 5.0, 500, 0.0);
    ASSERT_EQ(outline.size(), 6U);
    for (const std::size_t gap : {1U, 3U, 4U}) {
        EXPECT_TRUE(std::isnan(outline[gap].y));
    }
    const auto range = curve.range(0.0, 5.0, 0.0);
    ASSERT_TRUE(range);
    EXPECT_EQ(range->least, 1.0);
    EXPECT_EQ(range->largest, 3.0);
    EXPECT_FALSE(curve.range(3.0, 4.0, 0.0));
}

TEST(Curve, RangeEqualsThatOfEveryPoint) {
    const Curve curve = wave(5000);
    for (const auto& [from, to] : {std::pair(0.0, 4999.0), std::pair(63.0, 64.0),
                                   std::pair(100.5, 2100.5), std::pair(128.0, 191.0)}) {
        for (const double above : {kAll, 0.3}) {
            double least = INFINITY;
            double largest = -INFINITY;
            for (std::size_t i = 0; i < curve.size(); ++i) {
                const CurvePoint point = curve.at(i);
                if (point.x >= from && point.x <= to && point.y > above) {
                    least = std::min(least, point.y);
                    largest = std::max(largest, point.y);
                }
            }
            const auto range = curve.range(from, to, above);
            ASSERT_EQ(range.has_value(), least <= largest);
            if (range) {
                EXPECT_EQ(range->least, least);
                EXPECT_EQ(range->largest, largest);
            }
        }
    }
}

TEST(Curve, NearestIsByStep) {
    Curve curve;
    EXPECT_FALSE(curve.nearest(1.0));
    curve.append(10.0, 1.0);
    curve.append(20.0, 2.0);
    EXPECT_EQ(curve.nearest(-5.0)->x, 10.0);
    EXPECT_EQ(curve.nearest(14.0)->x, 10.0);
    EXPECT_EQ(curve.nearest(16.0)->x, 20.0);
    EXPECT_EQ(curve.nearest(99.0)->x, 20.0);
    curve.append(15.0, 3.0); // steps do not go back
    EXPECT_EQ(curve.size(), 2U);
}

TEST(Curve, SmoothingKeepsTheLevelAndCalmsTheNoise) {
    Curve curve;
    for (int i = 0; i < 2000; ++i) {
        curve.append(i, 10.0 + (i % 2 == 0 ? 1.0 : -1.0));
    }
    const Curve smooth = curve.smoothed(0.95);
    EXPECT_NEAR(smooth.at(0).y, 11.0, 1e-9); // no pull towards zero at the start
    const auto range = smooth.range(500, 2000, kAll);
    EXPECT_GT(range->least, 9.9);
    EXPECT_LT(range->largest, 10.1);
    EXPECT_EQ(curve.smoothed(0.0).at(7).y, curve.at(7).y);
}

TEST(Curve, SmoothingPassesOverGaps) {
    Curve curve;
    for (const double y : std::initializer_list<double>{1.0, NAN, 3.0}) {
        curve.append(static_cast<double>(curve.size()), y);
    }
    const Curve smooth = curve.smoothed(0.5);
    EXPECT_TRUE(std::isnan(smooth.at(1).y));
    EXPECT_NEAR(smooth.at(2).y, (0.25 * 1.0 + 0.5 * 3.0) / 0.75, 1e-9);
}

} // namespace
} // namespace maquette
