// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the studio asks of the core. main() fills it in; tests put their own in its place.

#include "core/image/subject.h"
#include "core/io/character_export.h"
#include "core/pipeline/reconstruct.h"

#include <functional>

namespace maquette {

/// Functions that are called on the bridge's worker threads.
struct EngineServices {
    /// Reconstructor::open.
    std::function<Result<std::shared_ptr<Reconstructor>>(const ReconstructorPaths&, const Context&)>
        openReconstructor;
    /// exportCharacter.
    std::function<Status(const Character&, const std::filesystem::path&, const ExportOptions&,
                         const Context&)>
        exportCharacter;
    /// decodePhoto; used for thumbnails that Qt cannot read.
    std::function<Result<Photo>(const std::filesystem::path&, const Context&)> decodePhoto;
};

} // namespace maquette
