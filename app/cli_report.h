// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What reconstruct --json writes.

#include "core/pipeline/reconstruct.h"

#include <nlohmann/json.hpp>

namespace maquette::cli {

/// {"photo", "outputs": [files], "stages": {name: seconds}, "seconds", "iou", "clothedIou",
///  "jointError", "faceError", "leanDegrees", "gender", "heightMetres", "layers": [names],
///  "people": how many were seen, "landmarks": {"body": 33 x [x, y, visibility],
///  "face": [] or 468 x [x, y], "hands": [{"side", "points": 21 x [x, y]}]}, "warnings": [text]}.
/// Errors and IoU are fractions as in FitMetrics, landmarks pixels of the photo turned upright.
[[nodiscard]] nlohmann::json reportOf(const std::filesystem::path& photo,
                                      const std::vector<std::filesystem::path>& outputs,
                                      const Reconstruction& result, double exportSeconds);

/// {"photo", "error": {"code", "message", "advice"}}.
[[nodiscard]] nlohmann::json reportOf(const std::filesystem::path& photo, const Error& error);

} // namespace maquette::cli
