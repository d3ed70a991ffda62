// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  BlazePose: 33 body points and a coarse mask of one person in a square crop.

#include "core/image/photo_levels.h"
#include "core/image/ssd_detector.h"

namespace maquette {

/// What the network saw of one person.
struct BodyPose {
    float presence = 0; ///< 0 … 1: a person is in the crop
    std::array<BodyLandmark, kBodyLandmarks> landmarks;
    SquareCrop crop;
    cv::Mat mask; ///< CV_32F [256,256] over the crop, 0 … 1
};

/// @source  "BlazePose: On-device Real-time Body Pose tracking", 2020; MediaPipe's pose_landmark
///          module, one pass as for still pictures, with its heat-map refinement.
class PoseNetwork {
public:
    /// @param heavy  pose_landmark_heavy.onnx instead of pose_landmark_full.onnx.
    /// @errors  MissingData, CorruptData, OutOfMemory.
    [[nodiscard]] static Result<PoseNetwork> load(const std::filesystem::path& folder, bool heavy);

    /// The square round a person that the network is trained on.
    /// @param found  of personDetectorLayout(), photo pixels.
    [[nodiscard]] static SquareCrop cropFor(const Detection& found);

    [[nodiscard]] BodyPose run(const PhotoLevels& photo, const SquareCrop& crop);

private:
    explicit PoseNetwork(cv::dnn::Net net);

    cv::dnn::Net m_net;
};

} // namespace maquette
