// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/character_model.h"
#include "core/nn/generator_model.h"

#include "core/pipeline/open_model.h"

namespace maquette {

Result<std::shared_ptr<const CharacterMapper>> openMapper(const std::filesystem::path& path,
                                                          const Library& library) {
    return CharacterModel::load(path, library);
}

Result<std::shared_ptr<const CharacterGenerator>> openGenerator(const std::filesystem::path& path,
                                                                const Library& library) {
    return GeneratorModel::load(path, library);
}

} // namespace maquette
