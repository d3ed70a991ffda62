// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/half.h"

#include <algorithm>

namespace maquette {

void toHalf(std::span<const float> from, std::span<Half> to) {
    std::transform(from.begin(), from.end(), to.begin(), [](float value) { return Half(value); });
}

std::vector<Half> toHalf(std::span<const float> from) {
    std::vector<Half> halves(from.size());
    toHalf(from, halves);
    return halves;
}

void toFloat(std::span<const Half> from, std::span<float> to) {
    std::transform(from.begin(), from.end(), to.begin(),
                   [](Half value) { return static_cast<float>(value); });
}

std::vector<float> toFloat(std::span<const Half> from) {
    std::vector<float> floats(from.size());
    toFloat(from, floats);
    return floats;
}

} // namespace maquette
