// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/silhouette_encoder.h"

#include "core/nn/joint_localiser.h"
#include "core/nn/perceptron.h"

namespace maquette {
namespace {

namespace nn = torch::nn;

constexpr std::array<std::int64_t, 4> kChannels = {16, 32, 64, 96};
constexpr std::int64_t kPlaces = 2; ///< x and y

void addConvolution(nn::Sequential& layers, std::int64_t in, std::int64_t out,
                    std::int64_t stride) {
    layers->push_back(
        nn::Conv2d(nn::Conv2dOptions(in, out, 3).stride(stride).padding(1).bias(false)));
    layers->push_back(nn::BatchNorm2d(out));
    layers->push_back(leaky());
}

} // namespace

SilhouetteEncoderImpl::SilhouetteEncoderImpl(std::int64_t masks, std::int64_t features) {
    std::int64_t channels = masks + kPlaces;
    std::int64_t side = kSide;
    for (const std::int64_t next : kChannels) {
        addConvolution(m_maps, channels, next, 2);
        addConvolution(m_maps, next, next, 1);
        channels = next;
        side /= 2;
    }
    m_features->push_back(nn::Dropout(kFeatureDropout));
    m_features->push_back(nn::Linear(channels * side * side, features));
    m_features->push_back(nn::LayerNorm(nn::LayerNormOptions({features})));
    m_features->push_back(leaky());
    register_module("maps", m_maps);
    register_module("features", m_features);
}

torch::Tensor SilhouetteEncoderImpl::forward(const torch::Tensor& masks) {
    const torch::Tensor cells = cellMiddles(kSide).to(masks.options());
    const std::vector<std::int64_t> shape = {masks.size(0), 1, kSide, kSide};
    const torch::Tensor placed = torch::cat({masks, cells.view({1, 1, 1, kSide}).expand(shape),
                                             cells.view({1, 1, kSide, 1}).expand(shape)},
                                            1)
                                     .contiguous(torch::MemoryFormat::ChannelsLast);
    return m_features->forward(m_maps->forward(placed).flatten(1));
}

} // namespace maquette
