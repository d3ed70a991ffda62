// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Chooses what stands in the view while there is no character.

#include "ui/characters/stage_panel.h"
#include "ui/characters/studio_controller.h"
#include "ui/window/action_table.h"

#include <optional>

namespace maquette {

/// Nothing when the current photo has a character to show.
[[nodiscard]] std::optional<StageContent> stageContent(const StudioController& controller,
                                                       const ActionTable& actions);

} // namespace maquette
