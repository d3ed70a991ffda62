// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Opens learned models, where the program was built with LibTorch.

#include "core/data/library.h"
#include "core/mapping/character_generator.h"
#include "core/mapping/character_mapper.h"

namespace maquette {

/// The model that the product ships.
[[nodiscard]] std::filesystem::path shippedMapping();

/// @errors  those of CharacterModel::load; MissingData in a build without LibTorch.
[[nodiscard]] Result<std::shared_ptr<const CharacterMapper>>
openMapper(const std::filesystem::path& path, const Library& library);

/// @errors  those of GeneratorModel::load; MissingData in a build without LibTorch.
[[nodiscard]] Result<std::shared_ptr<const CharacterGenerator>>
openGenerator(const std::filesystem::path& path, const Library& library);

} // namespace maquette
