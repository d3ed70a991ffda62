// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/soft_silhouette.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

constexpr std::int64_t kSide = 32;

/// [1,V,2] a filled rectangle of points, one a texel.
torch::Tensor rectangle(double left, double top, double right, double bottom) {
    const auto along = [](double from, double to) {
        return torch::linspace(from, to, static_cast<std::int64_t>(0.5 * (to - from) * kSide) + 1);
    };
    const auto grid = torch::meshgrid({along(left, right), along(top, bottom)}, "ij");
    return torch::stack({grid[0].flatten(), grid[1].flatten()}, -1).unsqueeze(0);
}

TEST(SoftSilhouette, CoversWhereThePointsAre) {
    const torch::Tensor image = softSilhouette(rectangle(-0.5, -0.25, 0.5, 0.75), kSide)[0];
    EXPECT_EQ(image.sizes(), (std::vector<std::int64_t>{kSide, kSide}));
    EXPECT_GT(image[20][16].item<float>(), 0.99F);
    EXPECT_LT(image[4][16].item<float>(), 0.01F);  // above
    EXPECT_LT(image[20][2].item<float>(), 0.01F);  // left of it
    EXPECT_GT(image[26][16].item<float>(), 0.99F); // y grows downwards
    const double area = image.sum().item<double>();
    EXPECT_GT(area, 16.0 * 16.0); // blots reach over the edges,
    EXPECT_LT(area, 20.0 * 20.0); // by less than two texels
}

TEST(SoftSilhouette, OutsideIsNothing) {
    EXPECT_LT(softSilhouette(rectangle(1.3, -0.5, 1.8, 0.5), kSide).max().item<float>(), 1e-3F);
}

TEST(SoftSilhouette, GradientIsThatOfDifferences) {
    torch::manual_seed(3);
    const auto wide = torch::TensorOptions(torch::kFloat64);
    const torch::Tensor weights = torch::randn({kSide, kSide}, wide);
    const auto loss = [&](const torch::Tensor& points) {
        return (softSilhouette(points, kSide) * weights).sum();
    };
    torch::Tensor points = 0.8 * torch::rand({1, 6, 2}, wide) - 0.4;
    points.requires_grad_(true);
    loss(points).backward();
    const torch::NoGradGuard noGradients;
    constexpr double kStep = 1e-6;
    for (std::int64_t v = 0; v < points.size(1); ++v) {
        for (const std::int64_t axis : {0, 1}) {
            torch::Tensor shift = torch::zeros_like(points);
            shift[0][v][axis] = kStep;
            const double slope =
                (loss(points + shift) - loss(points - shift)).item<double>() / (2.0 * kStep);
            EXPECT_NEAR(points.grad()[0][v][axis].item<double>(), slope,
                        1e-5 * (1.0 + std::abs(slope)));
        }
    }
}

TEST(SoftSilhouette, PullsAPointSetToWhereItShouldBe) {
    const torch::Tensor wanted = softSilhouette(rectangle(-0.3, -0.5, 0.3, 0.5), kSide);
    torch::Tensor shift = torch::full({1, 1, 2}, 0.12F, torch::requires_grad());
    const torch::Tensor start = rectangle(-0.3, -0.5, 0.3, 0.5);
    for (int step = 0; step < 60; ++step) {
        torch::Tensor off = (softSilhouette(start + shift, kSide) - wanted).abs().mean();
        off.backward();
        const torch::NoGradGuard noGradients;
        shift -= 0.05 * shift.grad();
        shift.grad().zero_();
    }
    EXPECT_LT(shift.abs().max().item<float>(), 0.02F);
}

} // namespace
} // namespace maquette
