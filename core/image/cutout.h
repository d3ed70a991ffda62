// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Photos whose alpha channel tells the person's outline.

#include "core/image/subject.h"

namespace maquette {

/// Makes the photo's alpha the mask, where it really cuts something out.
/// @return  false when it does not; the subject is then untouched.
[[nodiscard]] bool takeAlphaMask(Subject& subject);

} // namespace maquette
