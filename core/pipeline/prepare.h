// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Stage "prepare": a photo file to a subject with a person in it.

#include "core/base/context.h"
#include "core/image/perception.h"

namespace maquette {

/// What there must be of a person: one that is recognised, or at least an outline in the photo's
/// alpha channel.
enum class Needed { Person, PersonOrCutout };

/// @errors  those of decodePhoto and Perception::perceive; NoPersonFound.
[[nodiscard]] Result<Subject> prepareSubject(Perception& perception,
                                             const std::filesystem::path& photo,
                                             const PerceptionOptions& options, Needed needed,
                                             const Context& ctx = {});

/// Without any network: a photo whose alpha channel tells the outline.
/// @param otherwise  what is wrong with a photo that has no such channel.
/// @errors  those of decodePhoto; @p otherwise.
[[nodiscard]] Result<Subject> prepareCutout(const std::filesystem::path& photo,
                                            const Error& otherwise, const Context& ctx = {});

} // namespace maquette
