// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace maquette {
namespace {

// The values come from reference_random.py, which knows nothing of this code. Integers and uniform
// numbers are equal to the bit; what goes through the C library's logarithm, cosine and power to
// its last digits.
constexpr double kLastDigits = 1e-13;

TEST(Random, BitsAreThePublishedGenerators) {
    const std::vector<std::pair<std::uint64_t, std::array<std::uint64_t, 4>>> expected = {
        {0, {0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0, 0x6aa594f1262d2d2c}},
        {1, {0xb3f2af6d0fc710c5, 0x853b559647364cea, 0x92f89756082a4514, 0x642e1c7bc266a3a7}},
        {20260101,
         {0x57e28e0407eb6ade, 0xae12aadc7d2056a3, 0x007b518906d1df4f, 0x98342917c27b3aeb}},
        {std::numeric_limits<std::uint64_t>::max(),
         {0x8f5520d52a7ead08, 0xc476a018caa1802d, 0x81de31c0d260469e, 0xbf658d7e065f3c2f}}};
    for (const auto& [seed, values] : expected) {
        Random random(seed);
        for (const std::uint64_t value : values) {
            EXPECT_EQ(random.bits(), value) << "seed " << seed;
        }
    }
}

TEST(Random, ForksFollowTheSeedAndTheIndexAlone) {
    Random random(42);
    EXPECT_EQ(random.fork(0).bits(), 0xc1f205b2d7bbd8a0);
    EXPECT_EQ(random.fork(1).bits(), 0x38f3d56a60840077);
    (void)random.bits();
    EXPECT_EQ(random.fork(7).bits(), 0x466b2b32539a8dad) << "numbers drawn before do not matter";
}

TEST(Random, UniformNumbersAreEqualToTheBit) {
    Random random(3);
    for (const double value :
         {0x1.619b57b5cacd1p-1, 0x1.47fa3bd4bc30cp-1, 0x1.bf0057d9914fcp-3, 0x1.11636b1646de7p-1}) {
        EXPECT_EQ(random.uniform(), value);
    }
    Random same(3);
    EXPECT_EQ(same.uniform(-2.0, 6.0), -2.0 + 8.0 * 0x1.619b57b5cacd1p-1);
}

TEST(Random, BelowAndChanceFollowTheUniformNumber) {
    Random random(3);
    for (const int value : {6, 6, 2, 5, 4, 3, 2, 7, 9, 1, 9, 6}) {
        EXPECT_EQ(random.below(10), value);
    }
    Random coin(3); // 0.69, 0.64, 0.22, 0.53
    EXPECT_TRUE(coin.chance(0.7));
    EXPECT_FALSE(coin.chance(0.6));
    EXPECT_FALSE(coin.chance(0.0));
    EXPECT_TRUE(coin.chance(1.0));
}

TEST(Random, NormalNumbers) {
    Random random(4);
    for (const double value :
         {0.6642553015432278, 1.0717025108850757, -0.5458714723993265, -0.18626339375903286}) {
        EXPECT_NEAR(random.normal(), value, kLastDigits);
    }
    Random scaled(4);
    EXPECT_NEAR(scaled.normal(10.0, 2.0), 10.0 + 2.0 * 0.6642553015432278, 10 * kLastDigits);
}

TEST(Random, GammaNumbersOfSmallUnitAndLargeShape) {
    const std::vector<std::pair<double, std::array<double, 3>>> expected = {
        {0.3, {0.005921563988937755, 0.007170483240504813, 0.07762097998611371}},
        {1.0, {0.2595102535529186, 0.009952396972552248, 1.07916316741361}},
        {4.5, {2.957835865678247, 1.4199482313323488, 5.099520870548358}}};
    for (const auto& [shape, values] : expected) {
        Random random(5);
        for (const double value : values) {
            EXPECT_NEAR(random.gamma(shape), value, 10 * kLastDigits) << "shape " << shape;
        }
    }
}

TEST(Random, BetaAndDirichletNumbers) {
    Random random(6);
    EXPECT_NEAR(random.beta(2.0, 3.0), 0.6070972703819099, kLastDigits);
    Random other(7);
    const std::vector<double> shares = other.dirichlet({0.5, 1.0, 2.0});
    ASSERT_EQ(shares.size(), 3U);
    EXPECT_NEAR(shares[0], 0.3061565344175186, kLastDigits);
    EXPECT_NEAR(shares[1], 0.14637797698436292, kLastDigits);
    EXPECT_NEAR(shares[2], 0.5474654885981185, kLastDigits);
}

TEST(Random, StaysInRange) {
    Random random(8);
    for (int i = 0; i < 100000; ++i) {
        const double u = random.uniform();
        ASSERT_GE(u, 0.0);
        ASSERT_LT(u, 1.0);
        const int n = random.below(3);
        ASSERT_GE(n, 0);
        ASSERT_LT(n, 3);
        ASSERT_GE(random.gamma(0.2), 0.0);
    }
}

/// Mean and variance of @p count draws.
template <typename Draw> std::pair<double, double> moments(int count, const Draw& draw) {
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < count; ++i) {
        const double x = draw();
        sum += x;
        squares += x * x;
    }
    const double mean = sum / count;
    return {mean, squares / count - mean * mean};
}

TEST(Random, MomentsAreThoseOfTheDistributions) {
    constexpr int kCount = 200000; // five standard errors of each mean lie within 0.02
    Random random(9);
    const auto [normalMean, normalVariance] = moments(kCount, [&] { return random.normal(); });
    EXPECT_NEAR(normalMean, 0.0, 0.012);
    EXPECT_NEAR(normalVariance, 1.0, 0.02);
    for (const double shape : {0.5, 3.0}) {
        const auto [mean, variance] = moments(kCount, [&] { return random.gamma(shape); });
        EXPECT_NEAR(mean, shape, 0.02);
        EXPECT_NEAR(variance, shape, 0.1);
    }
    const auto [betaMean, betaVariance] = moments(kCount, [&] { return random.beta(2.0, 3.0); });
    EXPECT_NEAR(betaMean, 0.4, 0.003);
    EXPECT_NEAR(betaVariance, 0.04, 0.001);
}

TEST(Random, ForksAreIndependent) {
    const Random random(10);
    double correlation = 0.0;
    constexpr int kCount = 20000;
    for (int i = 0; i < kCount; ++i) {
        correlation += (random.fork(i).uniform() - 0.5) * (random.fork(i + 1).uniform() - 0.5);
    }
    EXPECT_NEAR(12.0 * correlation / kCount, 0.0, 0.04); // five standard errors
}

} // namespace
} // namespace maquette
