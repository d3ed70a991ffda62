// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The 21 points of each hand, looked for where the body points say that the hands are.

#include "core/image/photo_levels.h"
#include "core/image/ssd_detector.h"

#include <optional>

namespace maquette {

/// @source  "MediaPipe Hands: On-device Real-time Hand Tracking", 2020; the crops follow the
///          palm_detection, hand_landmark and holistic_landmark modules.
class HandNetwork {
public:
    /// @errors  MissingData, CorruptData, OutOfMemory.
    [[nodiscard]] static Result<HandNetwork> load(const std::filesystem::path& folder);

    /// @return  the hands that are seen well enough: none, one or two; left first.
    [[nodiscard]] std::vector<Hand> run(const PhotoLevels& photo,
                                        const std::array<BodyLandmark, kBodyLandmarks>& body);

private:
    struct Reading;

    HandNetwork(SsdDetector palms, cv::dnn::Net points);

    [[nodiscard]] std::optional<SquareCrop> findPalm(const PhotoLevels& photo,
                                                     const SquareCrop& around, cv::Point2f wrist);
    [[nodiscard]] Reading read(const PhotoLevels& photo, const SquareCrop& crop);
    /// Reads, and reads again where the points of the reading say that the hand is.
    [[nodiscard]] Reading settle(const PhotoLevels& photo, SquareCrop crop);
    [[nodiscard]] std::optional<Hand> readHand(const PhotoLevels& photo,
                                               const std::array<BodyLandmark, kBodyLandmarks>& body,
                                               bool left);

    SsdDetector m_palms;
    cv::dnn::Net m_points;
};

} // namespace maquette
