// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/adversarial_loss.h"

#include <gtest/gtest.h>

#include <cmath>

namespace maquette {
namespace {

const torch::Tensor kReal = torch::tensor({2.0F, -0.5F});
const torch::Tensor kMade = torch::tensor({-3.0F, 0.25F});

double ofDiscriminator(AdversarialLoss loss) {
    return discriminatorLoss(loss, kReal, kMade).item<double>();
}

double ofGenerator(AdversarialLoss loss) {
    return generatorLoss(loss, kMade).item<double>();
}

double softplus(double x) {
    return std::log1p(std::exp(x));
}

TEST(AdversarialLoss, HingeStopsAtItsMargins) {
    EXPECT_NEAR(ofDiscriminator(AdversarialLoss::Hinge), 1.5 / 2 + 1.25 / 2, 1e-6);
    EXPECT_NEAR(ofGenerator(AdversarialLoss::Hinge), 2.75 / 2, 1e-6);
}

TEST(AdversarialLoss, CrossEntropyIsThatOfLogits) {
    EXPECT_NEAR(ofDiscriminator(AdversarialLoss::Bce),
                (softplus(-2.0) + softplus(0.5)) / 2 + (softplus(-3.0) + softplus(0.25)) / 2, 1e-6);
    EXPECT_NEAR(ofGenerator(AdversarialLoss::Bce), (softplus(3.0) + softplus(-0.25)) / 2, 1e-6);
}

TEST(AdversarialLoss, LeastSquaresAimAtOneAndZero) {
    EXPECT_NEAR(ofDiscriminator(AdversarialLoss::LeastSquares),
                0.5 * ((1.0 + 2.25) / 2 + (9.0 + 0.0625) / 2), 1e-6);
    EXPECT_NEAR(ofGenerator(AdversarialLoss::LeastSquares), 0.5 * (16.0 + 0.5625) / 2, 1e-6);
}

TEST(AdversarialLoss, WassersteinIsADifferenceOfMeans) {
    for (const AdversarialLoss loss :
         {AdversarialLoss::Wasserstein, AdversarialLoss::WassersteinGp}) {
        EXPECT_NEAR(ofDiscriminator(loss), -1.375 - 0.75, 1e-6);
        EXPECT_NEAR(ofGenerator(loss), 1.375, 1e-6);
    }
}

TEST(AdversarialLoss, NamesLeadBack) {
    for (const char* name : {"hinge", "bce", "least-squares", "wasserstein", "wgan-gp"}) {
        const auto loss = adversarialLossOf(name);
        ASSERT_TRUE(loss);
        EXPECT_EQ(adversarialLossName(*loss), name);
    }
    const auto unknown = adversarialLossOf("ring");
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().advice.find("hinge"), std::string::npos);
}

TEST(GradientPenalties, KnowALinearJudgesSlope) {
    const torch::Tensor slope = torch::tensor({3.0F, 4.0F});
    const Judge judge = [&](const torch::Tensor& x) { return x.matmul(slope); };
    const torch::Tensor real = torch::randn({6, 2});
    EXPECT_NEAR(squaredGradient(judge, real).item<double>(), 25.0, 1e-4);
    EXPECT_NEAR(gradientPenalty(judge, real, torch::randn({6, 2})).item<double>(), 16.0, 1e-4);
}

TEST(GradientPenalties, TeachTheJudge) {
    const torch::Tensor weight = torch::tensor({2.0F}).requires_grad_();
    const Judge judge = [&](const torch::Tensor& x) { return weight * x.square().sum(1); };
    const torch::Tensor real = torch::tensor({{1.0F}, {2.0F}});
    // (2 w x)² in the mean: 4 w² 2.5, of which the derivative is 20 w.
    squaredGradient(judge, real).backward();
    EXPECT_NEAR(weight.grad().item<double>(), 40.0, 1e-3);
}

TEST(KlDivergence, IsZeroForTheStandardNormal) {
    EXPECT_NEAR(klDivergence(torch::zeros({4, 3}), torch::zeros({4, 3}), 0.0).item<double>(), 0.0,
                1e-9);
}

TEST(KlDivergence, IsThatOfNormalDistributions) {
    const torch::Tensor mean = torch::tensor({{1.0F, 0.0F}});
    const torch::Tensor logVariance = torch::tensor({{0.0F, std::log(0.25F)}});
    const double expected = 0.5 + 0.5 * (0.25 - 1.0 - std::log(0.25));
    EXPECT_NEAR(klDivergence(mean, logVariance, 0.0).item<double>(), expected, 1e-6);
}

TEST(KlDivergence, FreeBitsAreTheLeastThatANumberCosts) {
    const torch::Tensor zero = torch::zeros({4, 3}).requires_grad_();
    const torch::Tensor kl = klDivergence(zero + 0.01, torch::zeros({4, 3}), 0.1);
    EXPECT_NEAR(kl.item<double>(), 0.3, 1e-6);
    kl.backward();
    EXPECT_EQ(zero.grad().abs().max().item<float>(), 0.0F); // and nothing pulls below it
}

} // namespace
} // namespace maquette
