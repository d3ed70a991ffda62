// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Networks that are loaded when they are first needed.

#include "core/base/result.h"

#include <optional>

namespace maquette {

/// The network in @p slot, loaded by @p load on first use.
/// @errors  those of @p load.
template <typename Network, typename Load>
[[nodiscard]] Result<Network*> ensureNetwork(std::optional<Network>& slot, Load load) {
    if (!slot) {
        auto loaded = load();
        if (!loaded) {
            return fail(loaded.error());
        }
        slot.emplace(std::move(*loaded));
    }
    return &*slot;
}

} // namespace maquette
