// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Named sliders from the names of local targets.

#include "core/data/library.h"
#include "core/data/library_files.h"

namespace maquette {

/// One slider for every local target or pair of opposite targets, by name. Opposites share all
/// but their last word: "nose-hump-decr" and "nose-hump-incr" make "nose-hump-decr-incr", as
/// target.json calls it. MakeHuman's asymmetry targets are opposites too (…-l, …-r).
[[nodiscard]] std::vector<Slider> makeSliders(const std::vector<std::string>& targetNames);

/// Checks that every target which target.json names is there.
/// @errors  MissingData naming the target's file; CorruptData when the index cannot be read.
[[nodiscard]] Status checkSliderIndex(const LibraryFiles& files);

} // namespace maquette
