// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Result<T>: a value or an Error. The only way core functions report failure.

#include "core/base/error.h"

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace maquette {

template <typename T> using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// `return fail(ErrorCode::FileNotFound, "…", "…");` converts to any Result<T>.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                std::string advice = {}) {
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(advice)});
}

/// Hands an error of one Result on as the error of another.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

} // namespace maquette
