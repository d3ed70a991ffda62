// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// For builds without LibTorch (MAQUETTE_BUILD_NN off).
#include "core/pipeline/open_model.h"

namespace maquette {

namespace {

tl::unexpected<Error> withoutNetworks(const std::filesystem::path& path) {
    return fail(ErrorCode::MissingData,
                "This program was built without the networks that " + path.string() + " needs.",
                "Build it with MAQUETTE_BUILD_NN.");
}

} // namespace

Result<std::shared_ptr<const CharacterMapper>> openMapper(const std::filesystem::path& path,
                                                          const Library& /*library*/) {
    return withoutNetworks(path);
}

Result<std::shared_ptr<const CharacterGenerator>> openGenerator(const std::filesystem::path& path,
                                                                const Library& /*library*/) {
    return withoutNetworks(path);
}

} // namespace maquette
