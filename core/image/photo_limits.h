// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How large a photo may be.

#include "core/base/result.h"

#include <cstdint>

namespace maquette {

inline constexpr std::int64_t kMostPixels = 100'000'000;
inline constexpr std::uint64_t kMostFileBytes = std::uint64_t{1} << 30U;

/// @errors  TooLarge, naming the file.
[[nodiscard]] inline Status checkPhotoSize(const std::string& name, std::int64_t width,
                                           std::int64_t height) {
    constexpr std::int64_t kLongestSide = 1'000'000; // OpenCV's own limit is a little above
    if (width <= kLongestSide && height <= kLongestSide && width * height <= kMostPixels) {
        return {};
    }
    return fail(ErrorCode::TooLarge,
                name + " has " + std::to_string(width) + " x " + std::to_string(height) +
                    " pixels; at most 100 megapixels are read.",
                "Save a smaller copy and open that.");
}

} // namespace maquette
