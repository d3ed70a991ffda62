// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/limb_profiles.h"

#include "core/image/subject.h"
#include "core/nn/perceptron.h"

#include <array>
#include <vector>

namespace maquette {
namespace {

namespace nn = torch::nn;

constexpr std::int64_t kLinePlaces = 17; ///< on each line; odd: one is in the middle
constexpr std::int64_t kHalfPlaces = (kLinePlaces + 1) / 2;
constexpr std::int64_t kHidden = 256;
constexpr double kShortest = 0.02; ///< halves of the picture's side: shorter ways are all alike

/// A line of the body between the middles of two pairs of landmarks (BlazePose order).
struct Way {
    std::array<int, 2> from;
    std::array<int, 2> to;
    float begin;  ///< share of the way at which the first line crosses it
    float end;    ///< that of the last
    int lines;    ///< that cross it
    double reach; ///< of a line to each side, halves of the picture's side
};

constexpr std::array<Way, 14> kWays = {{
    // trunk and head
    {{11, 12}, {23, 24}, -0.15F, 1.35F, 14, 0.40},
    {{11, 12}, {7, 8}, 0.25F, 1.95F, 8, 0.20},
    // upper arms, lower arms, hands
    {{11, 11}, {13, 13}, 0.1F, 1.0F, 5, 0.16},
    {{12, 12}, {14, 14}, 0.1F, 1.0F, 5, 0.16},
    {{13, 13}, {15, 15}, 0.2F, 1.0F, 5, 0.12},
    {{14, 14}, {16, 16}, 0.2F, 1.0F, 5, 0.12},
    {{15, 15}, {19, 19}, 0.4F, 1.2F, 2, 0.10},
    {{16, 16}, {20, 20}, 0.4F, 1.2F, 2, 0.10},
    // upper legs, lower legs, feet
    {{23, 23}, {25, 25}, 0.1F, 1.0F, 7, 0.20},
    {{24, 24}, {26, 26}, 0.1F, 1.0F, 7, 0.20},
    {{25, 25}, {27, 27}, 0.15F, 1.0F, 6, 0.14},
    {{26, 26}, {28, 28}, 0.15F, 1.0F, 6, 0.14},
    {{29, 29}, {31, 31}, 0.1F, 1.0F, 3, 0.12},
    {{30, 30}, {32, 32}, 0.1F, 1.0F, 3, 0.12},
}};

/// [W,kBodyLandmarks] of which landmarks each end is the middle.
torch::Tensor ends(std::array<int, 2> Way::*end) {
    torch::Tensor shares = torch::zeros({std::ssize(kWays), kBodyLandmarks});
    for (std::size_t w = 0; w < kWays.size(); ++w) {
        for (const int landmark : kWays[w].*end) {
            shares[static_cast<std::int64_t>(w)][landmark] += 0.5F;
        }
    }
    return shares;
}

} // namespace

LimbProfilesImpl::LimbProfilesImpl(std::int64_t masks, std::int64_t features) {
    m_from = ends(&Way::from);
    m_to = ends(&Way::to);
    std::vector<std::int64_t> way;
    std::vector<float> along;
    std::vector<torch::Tensor> across;
    for (std::size_t w = 0; w < kWays.size(); ++w) {
        for (int i = 0; i < kWays[w].lines; ++i) {
            const float share = static_cast<float>(i) / static_cast<float>(kWays[w].lines - 1);
            way.push_back(static_cast<std::int64_t>(w));
            along.push_back(kWays[w].begin + share * (kWays[w].end - kWays[w].begin));
            across.push_back(torch::linspace(-kWays[w].reach, kWays[w].reach, kLinePlaces));
        }
    }
    m_way = torch::tensor(way);
    m_along = torch::tensor(along).unsqueeze(1);
    m_across = torch::stack(across);
    const std::int64_t numbers = masks * m_way.size(0) * (kLinePlaces + 2) + 2 * std::ssize(kWays);
    m_layers->push_back(nn::BatchNorm1d(nn::BatchNorm1dOptions(numbers).eps(1e-3)));
    m_layers->extend(*perceptron(numbers, kHidden, features, kFeatureDropout));
    register_module("layers", m_layers);
}

torch::Tensor LimbProfilesImpl::forward(const torch::Tensor& masks, const torch::Tensor& body) {
    const auto here = [&](const torch::Tensor& tensor) { return tensor.to(masks.device()); };
    const auto byLine = [lines = here(m_way)](const torch::Tensor& byWay) {
        return byWay.index_select(1, lines);
    };
    const torch::Tensor landmarks =
        body.view({body.size(0), kBodyLandmarks, -1}).narrow(2, 0, 3); // x, y, depth
    const torch::Tensor from = here(m_from).matmul(landmarks);         // [N,W,3]
    const torch::Tensor span = here(m_to).matmul(landmarks) - from;
    const torch::Tensor way = span.narrow(2, 0, 2);
    const torch::Tensor length = way.norm(2, -1, true);
    const torch::Tensor ahead = way / length.clamp_min(1e-3);
    const torch::Tensor aside =
        byLine(torch::stack({-ahead.select(-1, 1), ahead.select(-1, 0)}, -1));
    const torch::Tensor middles = byLine(from.narrow(2, 0, 2)) + here(m_along) * byLine(way);
    const torch::Tensor places =
        middles.unsqueeze(2) + here(m_across).unsqueeze(-1) * aside.unsqueeze(2); // [N,P,S,2]
    namespace F = torch::nn::functional;
    const torch::Tensor seen = F::grid_sample(masks, places,
                                              F::GridSampleFuncOptions()
                                                  .mode(torch::kBilinear)
                                                  .padding_mode(torch::kBorder)
                                                  .align_corners(false)); // [N,M,P,S]
    // Coverage from the middle to the first gap, on each side.
    const torch::Tensor covered = 0.5 * seen + 0.5;
    const auto reach = [](const torch::Tensor& side) { return side.cumprod(-1).mean(-1, true); };
    const torch::Tensor left = reach(covered.narrow(-1, 0, kHalfPlaces).flip(-1));
    const torch::Tensor right = reach(covered.narrow(-1, kHalfPlaces - 1, kHalfPlaces));
    return m_layers->forward(
        torch::cat({torch::cat({seen, left, right}, -1).flatten(1),
                    torch::log(length + kShortest).flatten(1), span.select(2, 2)},
                   1));
}

} // namespace maquette
