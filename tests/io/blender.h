// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What Blender finds in an exported file.

#include <nlohmann/json.hpp>

#include <filesystem>

namespace maquette::test {

/// The report of inspect_in_blender.py; null with a test failure when Blender makes none.
nlohmann::json inspectInBlender(const std::filesystem::path& file);

} // namespace maquette::test
