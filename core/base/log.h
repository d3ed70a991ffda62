// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Logging to standard error, one line a message. Messages for users go through Result.

#include <string>

namespace maquette::log {

enum class Level { Debug, Info, Warning, Error, Off };

/// Default: Warning, or what MAQUETTE_LOG (debug, info, warning, error, off) says.
void setLevel(Level level);
void debug(const std::string& message);
void info(const std::string& message);
void warning(const std::string& message);
void error(const std::string& message);

} // namespace maquette::log
