// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/sample_statistics.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

/// [count,4,3]
torch::Tensor cloud(std::int64_t count, double spread = 1.0) {
    return spread * torch::randn({count, 4, 3});
}

SampleComparison compare(const torch::Tensor& made, const torch::Tensor& real) {
    return compareSamples(pointDistances(made, made), pointDistances(made, real),
                          pointDistances(real, real));
}

class SampleStatistics : public testing::Test {
protected:
    void SetUp() override { torch::manual_seed(5); }
};

TEST_F(SampleStatistics, PointDistancesAreMeansOverPoints) {
    const torch::Tensor a = torch::tensor({{{0.0F, 0.0F, 0.0F}, {1.0F, 0.0F, 0.0F}}});
    const torch::Tensor b = torch::tensor({{{3.0F, 4.0F, 0.0F}, {1.0F, 0.0F, 1.0F}}});
    EXPECT_NEAR(pointDistances(a, b).item<double>(), (5.0 + 1.0) / 2, 1e-6);
}

TEST_F(SampleStatistics, DifferencesAreMeansOverNumbers) {
    const torch::Tensor a = torch::tensor({{1.0F, 2.0F}});
    const torch::Tensor b = torch::tensor({{0.0F, 4.0F}, {1.0F, 2.0F}});
    const torch::Tensor found = meanDifferences(a, b);
    EXPECT_NEAR(found[0][0].item<double>(), 1.5, 1e-6);
    EXPECT_NEAR(found[0][1].item<double>(), 0.0, 1e-6);
}

TEST_F(SampleStatistics, NobodyTellsEqualDistributionsApart) {
    const SampleComparison found = compare(cloud(300), cloud(300));
    EXPECT_NEAR(found.neighbourAccuracy(), 0.5, 0.06);
    EXPECT_GT(found.coverage(), 0.4);
    EXPECT_NEAR(found.diversity, 1.0, 0.05);
}

TEST_F(SampleStatistics, EverybodyTellsShiftedOnesApart) {
    const SampleComparison found = compare(cloud(100) + 10.0, cloud(100));
    EXPECT_EQ(found.neighbourAccuracy(), 1.0);
    EXPECT_LT(found.coverage(), 0.1);
}

TEST_F(SampleStatistics, ACollapseIsSeen) {
    const SampleComparison found = compare(cloud(1).expand({100, -1, -1}), cloud(100));
    EXPECT_LT(found.coverage(), 0.02);
    EXPECT_LT(found.diversity, 0.01);
    EXPECT_GT(found.neighbourAccuracy(), 0.9);
}

TEST_F(SampleStatistics, CopiesAreTooLike) {
    const torch::Tensor real = cloud(100);
    const SampleComparison found = compare(real + 1e-3 * cloud(100), real);
    EXPECT_LT(found.neighbourAccuracy(), 0.05);
    EXPECT_GT(found.coverage(), 0.95);
    EXPECT_LT(found.matching(), 0.01);
}

TEST_F(SampleStatistics, NearestIsTheNearestOfAll) {
    const torch::Tensor many = cloud(400);
    const torch::Tensor some = cloud(20);
    const torch::Tensor exact = std::get<0>(pointDistances(some, many).min(1));
    EXPECT_LT((nearestDistances(some, many) - exact).abs().max().item<float>(), 1e-5F);
}

} // namespace
} // namespace maquette
