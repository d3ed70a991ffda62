// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A few out of many.

#include <algorithm>
#include <cstddef>
#include <vector>

namespace maquette {

/// At most @p most of @p all, evenly spread, in their order.
template <typename Item>
[[nodiscard]] std::vector<Item> evenlyChosen(const std::vector<Item>& all, std::size_t most) {
    const std::size_t count = std::min(most, all.size());
    std::vector<Item> chosen;
    for (std::size_t i = 0; i < count; ++i) {
        chosen.push_back(all[i * all.size() / count]);
    }
    return chosen;
}

} // namespace maquette
