// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a person should look at before training on a sample, as an attribute of its own.

#include "core/dataset/picture_traits.h"

namespace maquette {

/// The attribute's key; it is not in the catalog.
inline constexpr const char* kWarnings = "warnings";

/// The column of warnings, texts like "cut off, dark": odd pictures, and what the perception pass
/// did not find where there is one. Samples without any have no text.
/// @param traits  of the first samples or all.
[[nodiscard]] AttributeColumn warningColumn(const Dataset& dataset,
                                            std::span<const PictureTraits> traits);

} // namespace maquette
