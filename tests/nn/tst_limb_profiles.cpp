// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/limb_profiles.h"

#include "core/image/subject.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

constexpr std::int64_t kSide = 160;
constexpr std::int64_t kFeatures = 16;

/// Landmarks of a figure that stands with its arms out: shoulders, elbows, wrists, hips, knees,
/// ankles and what else the profiles use.
torch::Tensor landmarks() {
    torch::Tensor body = torch::zeros({1, kBodyLandmarks, 4});
    const auto put = [&](int left, float x, float y) {
        body[0][left][0] = x;
        body[0][left][1] = y;
        body[0][left + 1][0] = -x;
        body[0][left + 1][1] = y;
    };
    put(7, 0.06F, -0.75F);
    put(11, 0.2F, -0.5F);
    put(13, 0.4F, -0.45F);
    put(15, 0.6F, -0.4F);
    put(19, 0.7F, -0.38F);
    put(23, 0.12F, 0.0F);
    put(25, 0.15F, 0.4F);
    put(27, 0.17F, 0.8F);
    put(29, 0.17F, 0.85F);
    put(31, 0.2F, 0.9F);
    return body;
}

/// A trunk and two arms.
torch::Tensor figure(std::int64_t trunk) {
    torch::Tensor mask = torch::full({1, 1, kSide, kSide}, -1.0F);
    mask.narrow(2, 35, 50).narrow(3, (kSide - trunk) / 2, trunk).fill_(1.0F);
    mask.narrow(2, 38, 12).narrow(3, 25, kSide - 50).fill_(1.0F);
    return mask;
}

LimbProfiles profiles() {
    torch::manual_seed(1);
    LimbProfiles made(1, kFeatures);
    made->eval();
    return made;
}

torch::Tensor tell(LimbProfiles& of, const torch::Tensor& mask, const torch::Tensor& body) {
    return of->forward(mask, body.flatten(1));
}

TEST(LimbProfiles, TellHowWideSomeoneIs) {
    LimbProfiles of = profiles();
    const torch::Tensor slim = tell(of, figure(30), landmarks());
    EXPECT_EQ(slim.sizes(), (std::vector<std::int64_t>{1, kFeatures}));
    EXPECT_TRUE(torch::equal(slim, tell(of, figure(30), landmarks())));
    EXPECT_GT((slim - tell(of, figure(40), landmarks())).norm().item<float>(), 0.05F);
}

TEST(LimbProfiles, DoNotCareWhereSomeoneIs) {
    LimbProfiles of = profiles();
    torch::Tensor moved = landmarks();
    moved.select(2, 0) += 16.0 / kSide; // 8 texels
    const torch::Tensor here = tell(of, figure(30), landmarks());
    EXPECT_TRUE(torch::allclose(here, tell(of, figure(30).roll(8, 3), moved), 1e-4, 1e-4));
    EXPECT_FALSE(torch::allclose(here, tell(of, figure(30).roll(8, 3), landmarks()), 1e-2, 1e-2));
}

TEST(LimbProfiles, DoNotCareHowSomeoneIsTurned) {
    LimbProfiles of = profiles();
    torch::Tensor lying = landmarks();
    lying.select(2, 0).copy_(-landmarks().select(2, 1)); // a quarter turn clockwise
    lying.select(2, 1).copy_(landmarks().select(2, 0));
    const torch::Tensor turned = figure(30).rot90(-1, {2, 3});
    EXPECT_TRUE(
        torch::allclose(tell(of, figure(30), landmarks()), tell(of, turned, lying), 1e-4, 1e-4));
}

TEST(LimbProfiles, TellLengths) {
    LimbProfiles of = profiles();
    torch::Tensor longLegs = landmarks();
    for (const int ankle : {27, 28}) {
        longLegs[0][ankle][1] += 0.1F;
    }
    const torch::Tensor nothing = torch::zeros({1, 1, kSide, kSide});
    EXPECT_FALSE(
        torch::allclose(tell(of, nothing, landmarks()), tell(of, nothing, longLegs), 1e-3, 1e-3));
}

TEST(LimbProfiles, LandmarksInOnePlaceDoNoHarm) {
    LimbProfiles of = profiles();
    const torch::Tensor none = torch::zeros({1, kBodyLandmarks, 4});
    EXPECT_TRUE(tell(of, figure(30), none).isfinite().all().item<bool>());
}

} // namespace
} // namespace maquette
