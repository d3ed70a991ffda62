// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  MediaPipe's single-shot detectors: person, face and palm.

#include "core/base/result.h"

#include <opencv2/dnn.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace maquette {

struct Detection {
    float score = 0;                 ///< 0 … 1
    cv::Rect2f box;                  ///< pixels of the searched image
    std::vector<cv::Point2f> points; ///< key points, same pixels
};

/// What tells one detector from another.
struct SsdLayout {
    std::string file;         ///< name in the models folder
    int inputSize = 0;        ///< side of the square input, pixels
    std::vector<int> strides; ///< input pixels per anchor cell, one entry a layer of two anchors
    int keyPoints = 0;
    std::string boxes;  ///< name of the output [1, anchors, 4 + 2 keyPoints]
    std::string scores; ///< name of the output [1, anchors, 1], logits
};

[[nodiscard]] SsdLayout
personDetectorLayout(); ///< points 0: hip centre, 1: top of the circle round the body
[[nodiscard]] SsdLayout faceDetectorLayout(); ///< points 0: right eye, 1: left eye
[[nodiscard]] SsdLayout palmDetectorLayout(); ///< points 0: wrist, 2: base of the middle finger

/// Finds things of one kind in an image of any size.
/// @source  MediaPipe's ssd_anchors_calculator, tensors_to_detections_calculator and weighted
///          non_max_suppression_calculator, with the options of the modules of these names.
class SsdDetector {
public:
    /// @errors  MissingData, CorruptData, OutOfMemory.
    [[nodiscard]] static Result<SsdDetector> load(const std::filesystem::path& folder,
                                                  const SsdLayout& layout);

    /// @param image      CV_8UC3 BGR.
    /// @param threshold  least score, 0 … 1.
    /// @return           best first; overlapping answers are averaged, weighted by score.
    [[nodiscard]] std::vector<Detection> detect(const cv::Mat& image, float threshold = 0.5F);

private:
    SsdDetector(cv::dnn::Net net, SsdLayout layout);

    cv::dnn::Net m_net;
    SsdLayout m_layout;
    std::vector<cv::Point2f> m_anchors; ///< centres, 0 … 1
};

} // namespace maquette
