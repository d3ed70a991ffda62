// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a run's model made of the same few samples, step by step: the folder "previews".
///
/// subjects.safetensors tells who they are; a file a step holds their shapes, as half floats of
/// the distance from the mean (a tenth of a millimetre fine).

#include "core/base/result.h"
#include "core/geometry/mesh.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace maquette {

struct PreviewPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb; ///< [height,width,3]
};

/// N of them, over the same V vertices.
struct PreviewSubjects {
    Triangles triangles;                  ///< [T,3] rows of the shapes
    Points mean;                          ///< [V,3] metres, y up
    std::vector<std::string> names;       ///< N
    std::vector<Points> truth;            ///< N of [V,3], or empty where there is none
    std::vector<PreviewPicture> pictures; ///< N of equal size, or empty where there are none
};

struct PreviewStep {
    std::int64_t step = 0;
    std::vector<Points> shapes; ///< N of [V,3]
    std::vector<float> errors;  ///< N, mean distance from the truth, millimetres; NaN: unknown
};

/// @param folder  of the previews; must be there.
/// @errors  InvalidArgument (sizes that do not fit), FileUnwritable.
[[nodiscard]] Status writePreviewSubjects(const std::filesystem::path& folder,
                                          const PreviewSubjects& subjects);
/// @errors  those of readSafetensors; CorruptData.
[[nodiscard]] Result<PreviewSubjects> readPreviewSubjects(const std::filesystem::path& folder);

/// @errors  InvalidArgument (shapes that do not fit the subjects), FileUnwritable.
[[nodiscard]] Status writePreviewStep(const std::filesystem::path& folder,
                                      const PreviewSubjects& subjects, const PreviewStep& step);
/// @errors  those of readSafetensors; CorruptData.
[[nodiscard]] Result<PreviewStep> readPreviewStep(const std::filesystem::path& folder,
                                                  const PreviewSubjects& subjects,
                                                  std::int64_t step);

/// The steps that have a preview, in order.
[[nodiscard]] std::vector<std::int64_t> previewSteps(const std::filesystem::path& folder);
/// Removes those after @p step, which a run that goes on from there makes again.
void cutPreviews(const std::filesystem::path& folder, std::int64_t step);

} // namespace maquette
