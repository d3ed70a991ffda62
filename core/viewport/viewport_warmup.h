// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Compiles the viewport's shaders before they are needed.

#include "core/viewport/viewport_scene.h"

namespace maquette {

/// Draws a scrap of every kind of surface in every look, then leaves the scene empty with its
/// display as it was. Shaders are compiled at first use, 50 to 200 ms each where OpenGL runs in
/// software: better at start than when the first character appears.
void warmUp(ViewportScene& scene);

} // namespace maquette
