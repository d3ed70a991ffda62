// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Opens the ONNX files that set-up fetched, with errors that say what to do.

#include "core/base/file.h"

#include <opencv2/dnn.hpp>

#include <optional>

namespace maquette {

/// Looks at the file's outermost structure only (quick for any size): every length in it must
/// end within the file.
/// @errors  MissingData, CorruptData (empty or cut short), both naming the file.
[[nodiscard]] Status checkModelFile(const std::filesystem::path& path);

/// @param inputSize  replaces the height and width that the file declares for its input
///                   (1 x 3 x height x width). OpenCV derives the sizes of later layers from the
///                   declaration, so a network that could take any size has to be told before.
/// @errors  MissingData, CorruptData, OutOfMemory.
[[nodiscard]] Result<cv::dnn::Net> loadModel(const std::filesystem::path& path,
                                             std::optional<cv::Size> inputSize = std::nullopt);

} // namespace maquette
