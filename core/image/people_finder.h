// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Where people are in a photo, near or far.

#include "core/image/photo_levels.h"
#include "core/image/ssd_detector.h"

namespace maquette {

/// The person detector sees 224 pixels only, so people who are small in the frame escape it. It
/// is therefore shown parts of the photo, too.
class PeopleFinder {
public:
    /// @errors  MissingData, CorruptData, OutOfMemory.
    [[nodiscard]] static Result<PeopleFinder> load(const std::filesystem::path& folder);

    /// Looks at the whole photo, and at squares side by side where it is much wider than high.
    /// @return  personDetectorLayout() in photo pixels, best first, each person once.
    [[nodiscard]] std::vector<Detection> find(const PhotoLevels& photo);

    /// Looks at overlapping squares of half the photo's shorter side: 9 in a square photo.
    [[nodiscard]] std::vector<Detection> findFar(const PhotoLevels& photo);

private:
    explicit PeopleFinder(SsdDetector detector);

    [[nodiscard]] std::vector<Detection> look(const PhotoLevels& photo,
                                              const std::vector<cv::Rect>& parts);

    SsdDetector m_detector;
};

} // namespace maquette
