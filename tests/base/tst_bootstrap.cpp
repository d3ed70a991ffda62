// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bootstrap.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

TEST(Bootstrap, MedianLiesInItsInterval) {
    std::vector<double> values;
    for (int i = 1; i <= 101; ++i) {
        values.push_back(i);
    }
    const BootstrapInterval interval = medianInterval(values);
    EXPECT_DOUBLE_EQ(interval.value, 51.0);
    EXPECT_NEAR(interval.low, 39.0, 6.0);
    EXPECT_NEAR(interval.high, 63.0, 6.0);
    EXPECT_DOUBLE_EQ(medianInterval({4.0, 1.0, 3.0, 2.0}).value, 2.5);
}

TEST(Bootstrap, MeanLiesInItsInterval) {
    const BootstrapInterval interval = meanInterval({1.0, 2.0, 3.0, 4.0, 5.0, 6.0});
    EXPECT_DOUBLE_EQ(interval.value, 3.5);
    EXPECT_LT(interval.low, 3.0);
    EXPECT_GT(interval.high, 4.0);
}

TEST(Bootstrap, EqualValuesLeaveNoInterval) {
    const BootstrapInterval sure = meanInterval({2.0, 2.0});
    EXPECT_DOUBLE_EQ(sure.low, 2.0);
    EXPECT_DOUBLE_EQ(sure.high, 2.0);
}

} // namespace
} // namespace maquette
