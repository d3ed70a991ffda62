// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/joint_localiser.h"

#include "core/nn/joint_features.h"

#include <gtest/gtest.h>
#include <torch/optim/adam.h>

namespace maquette {
namespace {

const EncoderStages<std::int64_t> kChannels = {8, 16, 32, 48};

EncoderStages<torch::Tensor> randomMaps(std::int64_t count) {
    EncoderStages<torch::Tensor> maps;
    std::int64_t side = 40;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        maps[i] = torch::randn({count, kChannels[i], side, side});
        side /= 2;
    }
    return maps;
}

TEST(JointLocaliser, FindsTheMiddleBeforeItHasLearned) {
    torch::manual_seed(3);
    JointLocaliser localiser(kChannels, 7);
    localiser->eval();
    const LocatedJoints joints =
        localiser->forward(randomMaps(2), torch::zeros({2, 7, 3}), torch::full({2}, 0.5));
    EXPECT_EQ(joints.places.sizes(), (std::vector<std::int64_t>{2, 7, 3}));
    EXPECT_EQ(joints.spread.sizes(), (std::vector<std::int64_t>{2, 7}));
    EXPECT_EQ(joints.features.sizes(), (std::vector<std::int64_t>{2, 7, kJointFeatures}));
    EXPECT_LT(joints.places.narrow(2, 0, 2).abs().max().item<float>(), 0.2F);
}

TEST(JointLocaliser, StaysNearTheGuess) {
    torch::manual_seed(4);
    JointLocaliser localiser(kChannels, 3);
    localiser->eval();
    const torch::Tensor guesses =
        torch::tensor({-0.4F, 0.3F, 0.1F, 0.0F, 0.0F, 0.0F, 0.6F, -0.5F, -0.2F}).view({1, 3, 3});
    const LocatedJoints joints = localiser->forward(randomMaps(1), guesses, torch::full({1}, 0.12));
    EXPECT_LT((joints.places - guesses).abs().max().item<float>(), 0.1F);
    EXPECT_LT((joints.spread.exp() * 0.1).max().item<float>(), 0.25F);
}

// A bright cell in the finest map, whose place is asked for.
TEST(JointLocaliser, LearnsToFindABrightCell) {
    torch::manual_seed(5);
    JointLocaliser localiser(kChannels, 1);
    torch::optim::Adam optimiser(localiser->parameters(), 0.02);
    double off = 1.0;
    for (int step = 0; step < 120; ++step) {
        EncoderStages<torch::Tensor> maps = randomMaps(16);
        const torch::Tensor cells = torch::randint(4, 36, {16, 2});
        for (int i = 0; i < 16; ++i) {
            const auto x = cells[i][0].item<std::int64_t>();
            const auto y = cells[i][1].item<std::int64_t>();
            maps[0][i][0][y][x] = 30.0F;
        }
        const torch::Tensor truth = (cells + 0.5) / 20.0 - 1.0;
        const torch::Tensor places =
            localiser->forward(maps, torch::zeros({16, 1, 3}), torch::ones({16}))
                .places.select(1, 0)
                .narrow(1, 0, 2);
        const torch::Tensor loss = (places - truth).abs().mean();
        optimiser.zero_grad();
        loss.backward();
        optimiser.step();
        off = loss.item<double>();
    }
    EXPECT_LT(off, 0.05); // less than a cell
}

TEST(JointFeatures, StayFiniteWhereJointsFallTogether) {
    torch::manual_seed(9);
    const std::vector<LocatedJoint> chain = {{0, -1}, {1, 0}, {2, 1}, {3, 1}};
    JointFeatures features(chain, 16);
    features->learn(torch::randn({200, 4, 3}));
    features->eval();
    LocatedJoints joints;
    joints.places = torch::randn({2, 4, 3});
    joints.spread = torch::zeros({2, 4});
    joints.features = torch::zeros({2, 4, kJointFeatures});
    const torch::Tensor seen = features->forward(joints);
    EXPECT_EQ(seen.sizes(), (std::vector<std::int64_t>{2, 16}));
    EXPECT_TRUE(torch::isfinite(seen).all().item<bool>());
    joints.places = torch::zeros({2, 4, 3}); // no length at all
    EXPECT_TRUE(torch::isfinite(features->forward(joints)).all().item<bool>());
}

} // namespace
} // namespace maquette
