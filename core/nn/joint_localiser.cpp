// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/joint_localiser.h"

#include "core/nn/perceptron.h"

#include <cmath>

namespace maquette {
namespace {

namespace nn = torch::nn;

constexpr std::int64_t kChannels = 48;

/// [H*W,3] x, y and the square of their distance from the middle, for cells from -1 to 1.
torch::Tensor cellPlaces(std::int64_t height, std::int64_t width) {
    const torch::Tensor x = cellMiddles(width).unsqueeze(0).expand({height, width});
    const torch::Tensor y = cellMiddles(height).unsqueeze(1).expand({height, width});
    return torch::stack({x, y, x * x + y * y}, -1).view({height * width, 3});
}

} // namespace

torch::Tensor cellMiddles(std::int64_t count) {
    return (torch::arange(count, torch::kFloat32) + 0.5) * (2.0 / static_cast<double>(count)) - 1.0;
}

JointLocaliserImpl::JointLocaliserImpl(const EncoderStages<std::int64_t>& channels,
                                       std::int64_t joints) {
    for (std::size_t i = 0; i < channels.size(); ++i) {
        m_lateral[i] = register_module("lateral" + std::to_string(i),
                                       nn::Conv2d(nn::Conv2dOptions(channels[i], kChannels, 1)));
    }
    m_smooth = register_module(
        "smooth", nn::Conv2d(nn::Conv2dOptions(kChannels, kChannels, 3).padding(1).bias(false)));
    m_norm = register_module("norm", nn::BatchNorm2d(kChannels));
    m_heat = register_module("heat", nn::Conv2d(nn::Conv2dOptions(kChannels, joints, 1)));
    m_readWeight =
        register_parameter("read_weight", torch::randn({joints, kChannels, 1 + kJointFeatures}) /
                                              std::sqrt(static_cast<double>(kChannels)));
    const torch::NoGradGuard noGradients;
    m_readWeight.select(2, 0).zero_(); // the guessed depth at first
    m_readBias = register_parameter("read_bias", torch::zeros({joints, 1, 1 + kJointFeatures}));
}

LocatedJoints JointLocaliserImpl::forward(const EncoderStages<torch::Tensor>& maps,
                                          const torch::Tensor& guesses,
                                          const torch::Tensor& reach) {
    torch::Tensor x = m_lateral.back()->forward(maps.back());
    for (std::size_t i = maps.size() - 1; i-- > 0;) {
        const std::vector<std::int64_t> size = {maps[i].size(2), maps[i].size(3)};
        x = m_lateral[i]->forward(maps[i]) + torch::upsample_nearest2d(x, size);
    }
    x = torch::leaky_relu(m_norm->forward(m_smooth->forward(x)), kLeakySlope);

    // A normal distribution round the guess, but for what is the same for all cells.
    const torch::Tensor cells = cellPlaces(x.size(2), x.size(3)).to(x.device());
    const torch::Tensor middle = guesses.narrow(-1, 0, 2);
    const torch::Tensor sharpness = reach.square().reciprocal().view({-1, 1, 1});
    const torch::Tensor prior =
        torch::cat({middle, torch::full_like(middle.narrow(-1, 0, 1), -0.5)}, -1) * sharpness;
    const torch::Tensor seenHeat = m_heat->forward(x).flatten(2).contiguous(); // [N,L,HW]
    const torch::Tensor logarithms =
        torch::baddbmm(seenHeat, prior, cells.t().expand({x.size(0), -1, -1})).log_softmax(-1);
    const torch::Tensor heat = logarithms.exp();
    const torch::Tensor moments = heat.matmul(cells); // [N,L,3]
    const torch::Tensor flat = moments.narrow(-1, 0, 2);
    const torch::Tensor variance = moments.select(-1, 2) - flat.square().sum(-1);
    const torch::Tensor seen = heat.bmm(x.permute({0, 2, 3, 1}).flatten(1, 2)); // [N,L,C]
    const torch::Tensor read =
        torch::baddbmm(m_readBias, seen.transpose(0, 1), m_readWeight).transpose(0, 1);
    LocatedJoints located;
    located.places = torch::cat({flat, guesses.narrow(-1, 2, 1) + read.narrow(-1, 0, 1)}, -1);
    located.spread = 0.5 * torch::log(100.0 * variance.clamp_min(0.0) + 1e-3);
    located.features = read.narrow(-1, 1, kJointFeatures);
    located.heat = logarithms.view({x.size(0), -1, x.size(2), x.size(3)});
    return located;
}

} // namespace maquette
