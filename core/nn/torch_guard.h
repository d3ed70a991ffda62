// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  LibTorch throws; the program answers with an Error instead.

#include "core/nn/torch.h"

#include "core/base/result.h"

#include <new>

namespace maquette {

/// What @p work returns, a Result; where it throws for want of memory @p outOfMemory, and where
/// LibTorch fails Internal.
template <typename Work>
auto withoutExceptions(const Error& outOfMemory, const Work& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return fail(outOfMemory);
    } catch (const c10::Error& error) {
        return fail(ErrorCode::Internal,
                    std::string("LibTorch failed: ") + error.what_without_backtrace());
    }
}

} // namespace maquette
