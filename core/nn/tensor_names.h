// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Several networks in one file: each one's tensors below a name of its own.

#include "core/nn/safetensors.h"

namespace maquette {

/// Those whose names begin with @p begin, without it.
[[nodiscard]] inline TensorMap tensorsBelow(const TensorMap& tensors, const std::string& begin) {
    TensorMap below;
    for (const auto& [name, tensor] : tensors) {
        if (name.starts_with(begin)) {
            below[name.substr(begin.size())] = tensor;
        }
    }
    return below;
}

} // namespace maquette
