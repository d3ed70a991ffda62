// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Something to draw on.

#include <memory>

namespace maquette {

/// Connects to the X display that DISPLAY names; null where none answers. VTK would end the program
/// then. While the connection is held, a server such as Xvfb does not start afresh whenever a
/// window closes, during which it answers nobody.
[[nodiscard]] std::shared_ptr<void> connectToDisplay();

} // namespace maquette
