// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The engine that the studio runs on.

#include "core/image/decode.h"
#include "core/io/character_export.h"
#include "core/pipeline/reconstruct.h"
#include "ui/engine/engine_services.h"

namespace maquette {

/// The core's own functions, for the bridge.
[[nodiscard]] inline EngineServices engineServices() {
    EngineServices services;
    services.openReconstructor = Reconstructor::open;
    services.exportCharacter = exportCharacter;
    services.decodePhoto = decodePhoto;
    return services;
}

} // namespace maquette
