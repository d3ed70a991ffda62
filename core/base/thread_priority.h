// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Which threads go first.

namespace maquette {

/// Lets threads of normal priority go before the calling one where all processors are busy;
/// threads that it starts from now on inherit it.
void giveWay();

} // namespace maquette
