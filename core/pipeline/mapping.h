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

/// The mapping's own answer as a fit: where the fit to landmarks starts, and all there is without
/// landmarks.
/// @param library  of the rig "default".
[[nodiscard]] Result<FitResult> fitFrom(const MappedCharacter& mapped, const Library& library,
                                        const Subject& subject);

} // namespace maquette
