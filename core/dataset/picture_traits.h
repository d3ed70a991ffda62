// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A short look at every picture of a dataset: what finds like ones and odd ones.

#include "core/base/context.h"
#include "core/dataset/dataset.h"

#include <array>

namespace maquette {

inline constexpr int kLikenessSide = 6; ///< cells of a picture along an axis
inline constexpr int kLikenessNumbers = 3 * kLikenessSide * kLikenessSide;

/// What is odd about a picture; bits of PictureTraits::oddities.
enum class Oddity : std::uint8_t {
    NoPerson = 1,    ///< the mask covers less than 0.5 % of it
    SmallPerson = 2, ///< less than 3 %
    CutOff = 4,      ///< the mask reaches the picture's edge
    Dark = 8,        ///< the person, or all of it without a mask, is nearly black
    Flat = 16,       ///< one colour all over
};

struct PictureTraits {
    /// 64 bits: whether each of 8x8 cells of grey is brighter than the one to its left.
    std::uint64_t hash = 0;
    /// Means of kLikenessSide² cells, BGR; what the mask leaves out is grey.
    std::array<std::uint8_t, kLikenessNumbers> likeness{};
    std::uint8_t oddities = 0;
    [[nodiscard]] bool has(Oddity oddity) const {
        return (oddities & static_cast<std::uint8_t>(oddity)) != 0;
    }
    [[nodiscard]] bool operator==(const PictureTraits&) const = default;
};

/// @param picture  BGR [side,side,3].
/// @param mask     [side,side]; empty: there is none.
[[nodiscard]] PictureTraits traitsOf(std::span<const std::uint8_t> picture,
                                     std::span<const std::uint8_t> mask, int side);

/// Looks at the samples that @p known does not reach to.
/// @param known  of the first samples, from an earlier look.
/// @return  of all samples; when cancelled, of those that were reached.
/// @errors  MissingData (the samples have no field "image" of square BGR pictures).
/// @threading  Polls @p ctx once a picture, reports once a hundred.
[[nodiscard]] Result<std::vector<PictureTraits>>
lookAtPictures(const Dataset& dataset, std::vector<PictureTraits> known, const Context& ctx = {});

/// The look kept beside the catalog of a dataset, of its first samples or all; empty where there is
/// none, it is damaged, or it belongs to another dataset.
[[nodiscard]] std::vector<PictureTraits> loadTraits(const std::filesystem::path& folder,
                                                    const Dataset& dataset);
/// @param traits  of the first samples or all.
/// @errors  FileUnwritable.
[[nodiscard]] Status saveTraits(const std::filesystem::path& folder, const Dataset& dataset,
                                const std::vector<PictureTraits>& traits);

} // namespace maquette
