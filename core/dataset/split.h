// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Which identities train, validate and test: a person is in one part only.

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <span>

namespace maquette {

enum class Split { Train, Validation, Test };
inline constexpr std::array kSplits = {Split::Train, Split::Validation, Split::Test};

/// "train", "val", "test".
[[nodiscard]] const char* splitName(Split split);

/// The part of an identity: of every 20 in a row 18 train, one validates, one tests, which ones is
/// drawn by @p seed. Pure: equal on every machine, and more identities change no earlier one.
/// @param identity  0 or more.
[[nodiscard]] Split splitOf(std::uint64_t seed, std::int64_t identity);

struct Membership {
    std::int64_t identity = 0;
    Split split = Split::Train;
};

/// Passes when no identity occurs in two parts.
/// @errors  CorruptData: names the first identity that does, and its two samples.
[[nodiscard]] Status leakCheck(std::span<const Membership> samples);

} // namespace maquette
