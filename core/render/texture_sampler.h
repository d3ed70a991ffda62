// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Filtered look-ups in sRGB textures, and the sRGB curve.

#include <Eigen/Core>
#include <opencv2/core.hpp>

#include <vector>

namespace maquette {

/// Linear value 0 … 1 of an sRGB byte.
[[nodiscard]] float linearFromSrgb(unsigned char value);

/// sRGB byte of a linear value; clamped to 0 … 1 (table of 4,096 steps, error below 1/2).
[[nodiscard]] unsigned char srgbFromLinear(float value);

/// A mip chain over an image; look-ups are trilinear and clamp at the border.
class TextureSampler {
public:
    /// @param image  CV_8UC3 or CV_8UC4, BGR(A), sRGB; may be empty.
    explicit TextureSampler(const cv::Mat& image);

    [[nodiscard]] bool isEmpty() const { return m_levels.empty(); }
    [[nodiscard]] int width() const { return m_levels.front().cols; }
    [[nodiscard]] int height() const { return m_levels.front().rows; }

    /// @param u,v    texture square, v = 0 at the bottom of the image.
    /// @param level  0 = full size; each level halves. Negative counts as 0.
    /// @return       linear RGBA.
    [[nodiscard]] Eigen::Vector4f sample(float u, float v, float level) const;

private:
    [[nodiscard]] Eigen::Vector4f bilinear(const cv::Mat& image, float u, float v) const;

    std::vector<cv::Mat> m_levels;
};

} // namespace maquette
