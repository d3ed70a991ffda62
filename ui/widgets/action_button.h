// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Buttons of tool bars.

#include <QAction>
#include <QToolBar>

namespace maquette {

/// Appends a button that the Tab key reaches, named after its action.
void addActionButton(QToolBar& bar, QAction& action);

} // namespace maquette
