// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Pictures that are nearly the same.

#include "core/dataset/picture_traits.h"

namespace maquette {

struct PicturePair {
    std::int64_t first = 0; ///< the smaller index
    std::int64_t second = 0;
    int bits = 0;         ///< of the hashes that differ
    bool isSplit = false; ///< the two are in different splits: the picture leaks
    [[nodiscard]] bool operator==(const PicturePair&) const = default;
};

struct DuplicateOptions {
    int bits = 4;           ///< of 64 that may differ, 0 … 7
    int color = 24;         ///< that any number of the likeness may differ by, 0 … 255
    std::size_t most = 500; ///< pairs to give; those across splits come first
};

struct DuplicateList {
    std::vector<PicturePair> pairs; ///< across splits first, then by likeness
    bool isCut = false;             ///< there are more
};

/// Pairs of samples whose pictures differ by little. 100,000 samples take about a second where few
/// are alike.
/// @param rows  of as many samples as @p traits, or more.
/// @errors  Cancelled.
/// @threading  Polls @p ctx once a thousand samples.
[[nodiscard]] Result<DuplicateList> findDuplicates(std::span<const PictureTraits> traits,
                                                   std::span<const SampleRow> rows,
                                                   const DuplicateOptions& options = {},
                                                   const Context& ctx = {});

} // namespace maquette
