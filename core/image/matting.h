// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  U-2-Net: how much each pixel belongs to what stands out in a picture.

#include "core/base/result.h"

#include <opencv2/dnn.hpp>

#include <filesystem>
#include <optional>

namespace maquette {

/// @source  Qin et al., "U^2-Net: Going Deeper with Nested U-Structure for Salient Object
///          Detection", 2020. The input is 320 x 320 there; here its shape follows the picture.
class Matting {
public:
    /// @param model  u2netp.onnx (quick) or u2net.onnx (better).
    explicit Matting(std::filesystem::path model);

    /// The region of the same shape as a network input that holds @p box, where the picture has
    /// room for it.
    [[nodiscard]] static cv::Rect region(const cv::Rect& box, cv::Size picture);

    /// @param picture  CV_8UC3 BGR.
    /// @return  CV_32F of the picture's size, 0 … 1; empty when nothing stands out. The network's
    ///          own resolution is 192 … 320 pixels a side.
    /// @errors  MissingData, CorruptData, OutOfMemory (the network is loaded on first use and kept
    ///          for one input shape).
    [[nodiscard]] Result<cv::Mat> run(const cv::Mat& picture);

private:
    [[nodiscard]] Status ensureNet(cv::Size input);

    std::filesystem::path m_file;
    cv::Size m_input;
    std::optional<cv::dnn::Net> m_net;
};

} // namespace maquette
