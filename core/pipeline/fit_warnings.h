// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the user should know about a fit, in sentences.

#include "core/fit/fit.h"

namespace maquette {

/// Depth of the farthest joint seen over that of the nearest from which on perspective counts as
/// strong. Someone who stands upright at 3 m has less than 1.2.
inline constexpr double kStrongPerspective = 1.5;

/// Warnings of strong perspective, and of a figure or outline that the fit could not follow.
/// @param outlineIou  of body and layers with the mask; 0 where there is no mask.
[[nodiscard]] std::vector<std::string> fitWarnings(const FitResult& fit, double outlineIou,
                                                   const Subject& subject);

} // namespace maquette
