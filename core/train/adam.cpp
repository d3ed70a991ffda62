// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/adam.h"

#include "core/nn/tensor_bridge.h"

#include <cmath>

namespace maquette {

Adam::Adam(const torch::nn::Module& network, const AdamOptions& options) : m_options(options) {
    for (const auto& item : network.named_parameters()) {
        m_slots.push_back({item.key(), item.value(), torch::zeros_like(item.value()),
                           torch::zeros_like(item.value())});
    }
}

void Adam::apply(std::int64_t step, double rate, double decay) {
    const torch::NoGradGuard noGradients;
    const double firstShare = 1.0 - std::pow(m_options.first, static_cast<double>(step));
    const double secondShare = 1.0 - std::pow(m_options.second, static_cast<double>(step));
    for (Slot& slot : m_slots) {
        const torch::Tensor& gradient = slot.parameter.grad();
        if (!gradient.defined()) {
            continue;
        }
        if (slot.parameter.dim() > 1) {
            slot.parameter.mul_(1.0 - rate * decay);
        }
        slot.first.mul_(m_options.first).add_(gradient, 1.0 - m_options.first);
        slot.second.mul_(m_options.second).addcmul_(gradient, gradient, 1.0 - m_options.second);
        slot.parameter.addcdiv_(slot.first, (slot.second / secondShare).sqrt_().add_(1e-8),
                                -rate / firstShare);
    }
}

void Adam::save(const std::string& begin, TensorMap& tensors) const {
    for (const Slot& slot : m_slots) {
        tensors[begin + "first." + slot.name] = *fromTorch(slot.first);
        tensors[begin + "second." + slot.name] = *fromTorch(slot.second);
    }
}

Status Adam::restore(const std::string& begin, const TensorMap& tensors) {
    for (Slot& slot : m_slots) {
        for (auto [kind, tensor] :
             {std::pair("first.", slot.first), std::pair("second.", slot.second)}) {
            const auto found = tensors.find(begin + kind + slot.name);
            if (found == tensors.end() || toTorch(found->second).sizes() != tensor.sizes()) {
                return fail(ErrorCode::InvalidArgument, begin + kind + slot.name + " is missing.");
            }
            tensor.copy_(toTorch(found->second));
        }
    }
    return {};
}

} // namespace maquette
