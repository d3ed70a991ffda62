// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/whitening.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

/// [count,5]: three independent numbers of very unlike size, mixed into five, off the origin.
torch::Tensor mixedRows(std::int64_t count) {
    torch::manual_seed(7);
    const torch::Tensor sizes = torch::tensor({10.0F, 1.0F, 0.1F});
    const auto [q, r] = torch::linalg_qr(torch::randn({5, 3}));
    return (torch::randn({count, 3}) * sizes).matmul(q.t()) + 4.0F;
}

torch::Tensor covariance(const torch::Tensor& rows) {
    const torch::Tensor centred = rows - rows.mean(0);
    return centred.t().matmul(centred) / static_cast<double>(rows.size(0) - 1);
}

TEST(Whitening, MakesNumbersIndependentAndOfOneSize) {
    const torch::Tensor rows = mixedRows(400);
    Whitening whitening(5, 3);
    whitening->learn(rows, 0.0);
    const torch::Tensor white = whitening->forward(rows);
    EXPECT_LT(white.mean(0).abs().max().item<float>(), 1e-3F);
    EXPECT_LT((covariance(white) - torch::eye(3)).abs().max().item<float>(), 1e-2F);
}

TEST(Whitening, LeavesNoiseSmall) {
    const torch::Tensor rows = mixedRows(400);
    Whitening whitening(5, 3);
    whitening->learn(rows, 1.0);
    const torch::Tensor spread = covariance(whitening->forward(rows)).diagonal().sqrt();
    EXPECT_GT(spread[0].item<float>(), 0.98F);
    EXPECT_NEAR(spread[1].item<float>(), 0.71F, 0.08F);
    EXPECT_LT(spread[2].item<float>(), 0.15F);
}

TEST(Whitening, HasNoMoreComponentsThanItsRowsTell) {
    Whitening whitening(5, 4);
    whitening->learn(mixedRows(3), 1e-3);
    const torch::Tensor white = whitening->forward(mixedRows(50));
    EXPECT_TRUE(torch::isfinite(white).all().item<bool>());
    EXPECT_EQ(white.narrow(1, 2, 2).abs().max().item<float>(), 0.0F);
}

TEST(Whitening, TakesNumbersAsTheyAreUntilItHasLearned) {
    const torch::Tensor rows = mixedRows(6);
    Whitening whitening(5, 3);
    whitening->learn(rows.narrow(0, 0, 1), 1e-3); // one row tells nothing
    EXPECT_TRUE(torch::equal(whitening->forward(rows), rows.narrow(1, 0, 3)));
}

} // namespace
} // namespace maquette
