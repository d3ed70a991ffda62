// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The engine's stages in the artist's words.

#include <QString>

namespace maquette {

/// What the progress shows while the stage runs, e.g. "Fitting the body". Stages that have no
/// words of their own here already say what they do and come back as they are.
[[nodiscard]] QString stageTitle(const QString& stage);

/// A word for a list of times, e.g. "Body".
[[nodiscard]] QString stageWord(const QString& stage);

} // namespace maquette
