// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  From the fit's unknowns to a posed character and its camera.

#include "core/fit/fit.h"
#include "core/fit/fitter.h"

namespace maquette {

/// The character upright on its feet, before a camera that looks down on it as cameraPitch() says;
/// fingers at rest.
[[nodiscard]] FitResult makeFitResult(const FitModel& model, const Fitter& fitter);

} // namespace maquette
