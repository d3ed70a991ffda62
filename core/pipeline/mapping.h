// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Stages "encode" and "generate": what the learned mapping says of a photo's person.

#include "core/fit/fit.h"
#include "core/image/subject.h"
#include "core/mapping/character_mapper.h"

namespace maquette {

/// Crops and landmarks of the subject.
/// @return  nothing when neither a person nor a mask tells where to look.
[[nodiscard]] std::optional<MappingInput> encodeSubject(const Subject& subject);

/// What the fit starts from.
/// @param library  whose mean shape stands where the guess shall stand.
[[nodiscard]] ShapeGuess guessFrom(const MappedCharacter& mapped, const Library& library);

/// The mapping's own answer as a fit, for photos without landmarks and for comparison.
/// @param library  of the rig "default".
[[nodiscard]] Result<FitResult> fitFrom(const MappedCharacter& mapped, const Library& library,
                                        const Subject& subject);

} // namespace maquette
