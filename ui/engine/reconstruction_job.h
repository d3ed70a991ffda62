// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  One photo's way through the engine, up to what the window shows. Runs on a worker.

#include "core/pipeline/reconstruct.h"
#include "core/viewport/viewport_character.h"

#include <QImage>

#include <cstdint>

namespace maquette {

/// Names a photo of the list for as long as the program runs.
using PhotoId = std::uint64_t;

struct JobRequest {
    PhotoId photo = 0;
    std::filesystem::path path;
    ReconstructOptions options;
};

/// Immutable once made; shared by the windows that show it.
struct JobResult {
    Reconstruction reconstruction;
    ReconstructOptions options; ///< what it was made with
    std::shared_ptr<const ViewportCharacter> view;
    QImage photo;          ///< for the side panel, longer side kPanelPhoto
    QImage fit;            ///< the same with the character drawn over it
    std::size_t bytes = 0; ///< about how much memory all this holds
};

inline constexpr int kPanelPhoto = 900; ///< pixels

/// Reconstructs, then prepares the pictures and the viewport's data.
/// @errors  those of Reconstructor::reconstruct; exceptions come back as Internal or OutOfMemory.
/// @threading  Polls @p ctx as the stages do.
[[nodiscard]] Result<std::shared_ptr<const JobResult>>
runJob(Reconstructor& reconstructor, const JobRequest& request, const Context& ctx);

/// A deep copy of CV_8UC3 BGR or CV_8UC4 BGRA pixels, no larger than @p longest; null if empty.
[[nodiscard]] QImage toQImage(const cv::Mat& image, int longest);

} // namespace maquette
