// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/joint_features.h"

#include "core/nn/perceptron.h"

namespace maquette {
namespace {

constexpr std::int64_t kHidden = 384;
constexpr std::int64_t kPlaceComponents = 128;
constexpr std::int64_t kLengthComponents = 64;
constexpr double kPlaceNoise = 0.01;  ///< of a component, halves of the picture's side
constexpr double kLengthNoise = 0.15; ///< of a component, logarithm
constexpr double kShortest = 0.02;    ///< lengths count from here on, halves of the side

} // namespace

JointFeaturesImpl::JointFeaturesImpl(const std::vector<LocatedJoint>& joints,
                                     std::int64_t features) {
    const auto count = static_cast<std::int64_t>(joints.size());
    std::vector<std::int64_t> from;
    std::vector<std::int64_t> to;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t parent = joints[static_cast<std::size_t>(i)].parent;
        if (parent >= 0) {
            from.push_back(parent);
            to.push_back(i);
        }
    }
    const auto pairs = static_cast<std::int64_t>(from.size());
    m_from = torch::tensor(from, torch::kInt64);
    m_to = torch::tensor(to, torch::kInt64);
    m_whitePlaces = register_module("white_places", Whitening(3 * count, kPlaceComponents));
    m_whiteLengths = register_module("white_lengths", Whitening(pairs, kLengthComponents));
    const std::int64_t numbers =
        kPlaceComponents + kLengthComponents + (1 + kJointFeatures) * count;
    m_layers = register_module("layers", perceptron(numbers, kHidden, features));
}

torch::Tensor JointFeaturesImpl::lengths(const torch::Tensor& places) const {
    const torch::Tensor ways = places.index_select(1, m_from.to(places.device())) -
                               places.index_select(1, m_to.to(places.device()));
    const torch::Tensor logarithms =
        0.5 * torch::log(ways.square().sum(-1) + kShortest * kShortest);
    return logarithms - logarithms.mean(1, /*keepdim=*/true);
}

void JointFeaturesImpl::learn(const torch::Tensor& places) {
    m_whitePlaces->learn(places.flatten(1), kPlaceNoise);
    m_whiteLengths->learn(lengths(places), kLengthNoise);
}

torch::Tensor JointFeaturesImpl::forward(const LocatedJoints& located) {
    return m_layers->forward(torch::cat({m_whitePlaces->forward(located.places.flatten(1)),
                                         m_whiteLengths->forward(lengths(located.places)),
                                         located.spread, located.features.flatten(1)},
                                        1));
}

} // namespace maquette
