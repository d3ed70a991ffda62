// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Stage "prepare": a photo file to a subject with a person in it.

#include "core/base/context.h"
#include "core/image/perception.h"

namespace maquette {

/// @errors  those of decodePhoto and Perception::perceive; NoPersonFound.
[[nodiscard]] Result<Subject> prepareSubject(Perception& perception,
                                             const std::filesystem::path& photo,
                                             const PerceptionOptions& options,
                                             const Context& ctx = {});

} // namespace maquette
