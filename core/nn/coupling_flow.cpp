// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/coupling_flow.h"

#include "core/base/random.h"

#include <numeric>

namespace maquette {
namespace {

namespace nn = torch::nn;

constexpr double kMostLogScale = 0.5; ///< of a layer

/// The numbers in an order of their own for each pair of layers, the same for all flows.
std::vector<std::int64_t> shuffled(std::int64_t numbers, std::int64_t pair) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(numbers));
    std::iota(order.begin(), order.end(), 0);
    Random random = Random(20170227).fork(static_cast<std::uint64_t>(pair));
    for (int i = static_cast<int>(numbers) - 1; i > 0; --i) {
        std::swap(order[i], order[random.below(i + 1)]);
    }
    return order;
}

} // namespace

CouplingFlowImpl::CouplingFlowImpl(std::int64_t numbers, std::int64_t condition, std::int64_t width,
                                   std::int64_t layers) {
    const std::int64_t half = numbers / 2;
    for (std::int64_t i = 0; i < layers; ++i) {
        const torch::Tensor order = torch::tensor(shuffled(numbers, i / 2));
        const torch::Tensor first = order.narrow(0, 0, half);
        const torch::Tensor second = order.narrow(0, half, numbers - half);
        Coupling coupling;
        coupling.kept = i % 2 == 0 ? first : second;
        coupling.changed = i % 2 == 0 ? second : first;
        nn::Linear last(width, 2 * coupling.changed.size(0));
        const torch::NoGradGuard noGradients;
        last->weight.zero_();
        last->bias.zero_();
        coupling.layers =
            register_module("layer" + std::to_string(i),
                            nn::Sequential(nn::Linear(coupling.kept.size(0) + condition, width),
                                           nn::Tanh(), nn::Linear(width, width), nn::Tanh(), last));
        m_couplings.push_back(coupling);
    }
}

CouplingFlowImpl::ScaleAndShift CouplingFlowImpl::tellBy(Coupling& coupling,
                                                         const torch::Tensor& numbers,
                                                         const torch::Tensor& condition) {
    torch::Tensor seen = numbers.index_select(1, coupling.kept);
    if (condition.defined()) {
        seen = torch::cat({seen, condition}, 1);
    }
    const torch::Tensor told = coupling.layers->forward(seen);
    const std::int64_t count = coupling.changed.size(0);
    return {kMostLogScale * torch::tanh(told.narrow(1, 0, count) / kMostLogScale),
            told.narrow(1, count, count)};
}

torch::Tensor CouplingFlowImpl::forward(const torch::Tensor& noise,
                                        const torch::Tensor& condition) {
    torch::Tensor numbers = noise;
    for (Coupling& coupling : m_couplings) {
        const auto [logScale, shift] = tellBy(coupling, numbers, condition);
        const torch::Tensor changed =
            numbers.index_select(1, coupling.changed) * torch::exp(logScale) + shift;
        numbers = numbers.index_copy(1, coupling.changed, changed);
    }
    return numbers;
}

CouplingFlowImpl::Inverse CouplingFlowImpl::inverse(const torch::Tensor& numbers,
                                                    const torch::Tensor& condition) {
    torch::Tensor noise = numbers;
    torch::Tensor logVolume = torch::zeros({numbers.size(0)});
    for (auto coupling = m_couplings.rbegin(); coupling != m_couplings.rend(); ++coupling) {
        const auto [logScale, shift] = tellBy(*coupling, noise, condition);
        const torch::Tensor changed =
            (noise.index_select(1, coupling->changed) - shift) * torch::exp(-logScale);
        noise = noise.index_copy(1, coupling->changed, changed);
        logVolume = logVolume - logScale.sum(1);
    }
    return {noise, logVolume};
}

} // namespace maquette
