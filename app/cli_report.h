// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What reconstruct --json writes.

#include "core/pipeline/reconstruct.h"

#include <nlohmann/json.hpp>

namespace maquette::cli {

/// {"photo", "output", "stages": {name: seconds}, "seconds", "iou", "clothedIou", "jointError",
///  "faceError", "leanDegrees", "gender", "heightMetres", "layers": [names], "warnings": [text]}.
/// Errors and IoU are fractions as in FitMetrics.
[[nodiscard]] nlohmann::json reportOf(const std::filesystem::path& photo,
                                      const std::filesystem::path& output,
                                      const Reconstruction& result, double exportSeconds);

/// {"photo", "error": {"code", "message", "advice"}}.
[[nodiscard]] nlohmann::json reportOf(const std::filesystem::path& photo, const Error& error);

} // namespace maquette::cli
