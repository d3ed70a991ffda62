// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A small dataset of people with its perception pass, which make_small_people makes once
///        for all tests.

#include "core/data/library.h"

namespace maquette::test {

[[nodiscard]] std::filesystem::path smallPeople();

/// Throws std::runtime_error when it is missing.
[[nodiscard]] const std::shared_ptr<const Library>& library();

} // namespace maquette::test
