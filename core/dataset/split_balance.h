// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Whether validation and test samples are like those trained on.

#include "core/dataset/dataset_types.h"

#include <array>
#include <span>

namespace maquette {

/// An attribute of which a split has more or less than the training samples do, beyond chance.
struct SplitGap {
    Split split = Split::Validation;
    std::string key;
    std::string word;      ///< the text whose share differs most; empty: an attribute of numbers
    double here = 0.0;     ///< of the split: mean, or share of the word
    double training = 0.0; ///< of the training samples
};

struct SplitBalance {
    std::array<std::int64_t, kSplits.size()> samples{}; ///< by Split
    std::vector<SplitGap> gaps;
};

/// Compares validation and test samples with those trained on, one attribute after the other.
/// Numbers by the two-sample test of Kolmogorov and Smirnov, texts by the chi-squared test, both at
/// 0.1 %; a person's samples count as one, since they are alike. Samples set aside are left out.
/// @source  Smirnov 1948; Pearson 1900; quantiles by Wilson and Hilferty 1931.
[[nodiscard]] SplitBalance splitBalance(std::span<const SampleRow> rows,
                                        const AttributeColumns& columns);

} // namespace maquette
