// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Finds where perception's landmarks lie on the template, on pictures of library
/// characters.

#include "core/base/context.h"
#include "core/data/library.h"
#include "core/fit/correspondences.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace maquette {

struct CalibrationOptions {
    int characters = 24; ///< 1 … 1000; the first ten of them for the body, too
    std::uint64_t seed = 0;
};

/// Draws random dressed characters from seven sides in the rest pose, lets the face and pose
/// networks look at them, and averages where on the surface (face) and where beside the bones
/// (body) their points fall. The table is mirror symmetric; a face point whose mirror image lies
/// more than 8 mm beside its partner gets zero weights.
///
/// @param models  folder of *.onnx files; empty: dataFolder()/models.
/// @errors  InvalidArgument, MissingData, CorruptData, OutOfMemory, NotConverged (hardly any
///          picture was recognised), Cancelled.
/// @threading  Polls @p ctx once a picture (about 0.3 s).
[[nodiscard]] Result<Correspondences> calibrate(std::shared_ptr<const Library> library,
                                                const std::filesystem::path& models = {},
                                                const CalibrationOptions& options = {},
                                                const Context& ctx = {});

} // namespace maquette
