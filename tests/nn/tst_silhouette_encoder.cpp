// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/silhouette_encoder.h"

#include <gtest/gtest.h>
#include <torch/optim/adam.h>

namespace maquette {
namespace {

constexpr std::int64_t kSide = SilhouetteEncoderImpl::kSide;

/// A rectangle of @p width texels in the middle.
torch::Tensor bar(std::int64_t width) {
    torch::Tensor mask = torch::full({1, 1, kSide, kSide}, -1.0F);
    mask.narrow(2, 10, 60).narrow(3, (kSide - width) / 2, width).fill_(1.0F);
    return mask;
}

TEST(SilhouetteEncoder, TellsTheSameWheneverItIsAsked) {
    torch::manual_seed(1);
    SilhouetteEncoder encoder(1, 16);
    encoder->eval();
    const torch::Tensor first = encoder->forward(bar(20));
    EXPECT_EQ(first.sizes(), (std::vector<std::int64_t>{1, 16}));
    EXPECT_TRUE(torch::equal(first, encoder->forward(bar(20))));
    EXPECT_FALSE(torch::allclose(first, encoder->forward(bar(30))));
}

TEST(SilhouetteEncoder, SeesWhereSomethingIs) {
    torch::manual_seed(1);
    SilhouetteEncoder encoder(1, 16);
    encoder->eval();
    const torch::Tensor shifted = bar(20).roll(8, 3);
    EXPECT_FALSE(torch::allclose(encoder->forward(bar(20)), encoder->forward(shifted)));
}

TEST(SilhouetteEncoder, LearnsWidths) {
    torch::manual_seed(1);
    SilhouetteEncoder encoder(1, 16);
    torch::nn::Linear answer(16, 1);
    std::vector<torch::Tensor> parameters = encoder->parameters();
    for (const torch::Tensor& parameter : answer->parameters()) {
        parameters.push_back(parameter);
    }
    torch::optim::Adam optimiser(parameters, 3e-3);
    std::vector<torch::Tensor> rows;
    for (std::int64_t width = 8; width <= 38; width += 2) {
        rows.push_back(bar(width));
    }
    const torch::Tensor masks = torch::cat(rows);
    const torch::Tensor widths = torch::linspace(-1.0, 1.0, masks.size(0)).unsqueeze(1);
    for (int step = 0; step < 120; ++step) {
        optimiser.zero_grad();
        torch::mse_loss(answer->forward(encoder->forward(masks)), widths).backward();
        optimiser.step();
    }
    encoder->eval();
    const torch::NoGradGuard noGradients;
    const torch::Tensor off = answer->forward(encoder->forward(masks)) - widths;
    EXPECT_LT(off.abs().mean().item<float>(), 0.15F); // a guess of the mean is off by 0.53
}

} // namespace
} // namespace maquette
