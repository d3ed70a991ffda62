// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Face box in a crop of the head, then the 468 points of MediaPipe's face mesh.

#include "core/image/photo_levels.h"
#include "core/image/ssd_detector.h"

#include <optional>

namespace maquette {

/// @source  "Real-time Facial Surface Geometry from Monocular Video on Mobile GPUs", 2019;
///          MediaPipe's face_detection and face_landmark modules.
class FaceNetwork {
public:
    struct Face {
        float score = 0; ///< 0 … 1; near 0 on the back of a head
        std::vector<cv::Point3f>
            points; ///< kFaceLandmarks, photo pixels; z in pixels, smaller = nearer
    };

    /// @errors  MissingData, CorruptData, OutOfMemory.
    [[nodiscard]] static Result<FaceNetwork> load(const std::filesystem::path& folder);

    /// Looks for the face of the person whose body points are given.
    [[nodiscard]] std::optional<Face> run(const PhotoLevels& photo,
                                          const std::array<BodyLandmark, kBodyLandmarks>& body);

    /// Width of a face from side to side in pixels, turned or not.
    [[nodiscard]] static float width(const std::vector<cv::Point3f>& points);

private:
    FaceNetwork(SsdDetector detector, cv::dnn::Net mesh);

    [[nodiscard]] std::optional<SquareCrop> findFace(const PhotoLevels& photo,
                                                     const SquareCrop& head);

    SsdDetector m_detector;
    cv::dnn::Net m_mesh;
};

} // namespace maquette
