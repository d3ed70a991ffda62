// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/texture_sampler.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {
namespace {

constexpr int kEncodeSteps = 4096;

std::array<float, 256> makeDecodeTable() {
    std::array<float, 256> table{};
    for (int i = 0; i < 256; ++i) {
        const double x = i / 255.0;
        table[i] =
            static_cast<float>(x <= 0.04045 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4));
    }
    return table;
}

/// Indexed by the square root of the linear value, which spreads the steps evenly for the eye.
std::array<unsigned char, kEncodeSteps> makeEncodeTable() {
    std::array<unsigned char, kEncodeSteps> table{};
    for (int i = 0; i < kEncodeSteps; ++i) {
        const double root = i / (kEncodeSteps - 1.0);
        const double x = root * root;
        const double s = x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1.0 / 2.4) - 0.055;
        table[i] = static_cast<unsigned char>(std::lround(s * 255.0));
    }
    return table;
}

const std::array<float, 256>& decodeTable() {
    static const std::array<float, 256> table = makeDecodeTable();
    return table;
}

} // namespace

float linearFromSrgb(unsigned char value) {
    return decodeTable()[value];
}

unsigned char srgbFromLinear(float value) {
    static const std::array<unsigned char, kEncodeSteps> table = makeEncodeTable();
    const float root = std::sqrt(std::clamp(value, 0.0F, 1.0F));
    return table[static_cast<size_t>(std::lround(root * (kEncodeSteps - 1)))];
}

TextureSampler::TextureSampler(const cv::Mat& image) {
    if (image.empty()) {
        return;
    }
    m_levels.push_back(image);
    while (m_levels.back().cols > 4 && m_levels.back().rows > 4) {
        cv::Mat half;
        cv::resize(m_levels.back(), half, {}, 0.5, 0.5, cv::INTER_AREA);
        m_levels.push_back(half);
    }
}

Eigen::Vector4f TextureSampler::bilinear(const cv::Mat& image, float u, float v) const {
    const float x = std::clamp(u * image.cols - 0.5F, 0.0F, image.cols - 1.0F);
    const float y = std::clamp((1.0F - v) * image.rows - 0.5F, 0.0F, image.rows - 1.0F);
    const int x0 = static_cast<int>(x);
    const int y0 = static_cast<int>(y);
    const int x1 = std::min(x0 + 1, image.cols - 1);
    const int y1 = std::min(y0 + 1, image.rows - 1);
    const float fx = x - x0;
    const float fy = y - y0;
    const int channels = image.channels();
    const unsigned char* rows[2] = {image.ptr(y0), image.ptr(y1)};
    const float weights[4] = {(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy};
    const auto& decode = decodeTable();
    Eigen::Vector4f sum = Eigen::Vector4f::Zero();
    for (int i = 0; i < 4; ++i) {
        const unsigned char* p = rows[i / 2] + (i % 2 ? x1 : x0) * channels;
        const float alpha = channels == 4 ? p[3] * (1.0F / 255.0F) : 1.0F;
        sum += weights[i] * Eigen::Vector4f(decode[p[2]], decode[p[1]], decode[p[0]], alpha);
    }
    return sum;
}

Eigen::Vector4f TextureSampler::sample(float u, float v, float level) const {
    const float last = static_cast<float>(m_levels.size() - 1);
    const float clamped = std::clamp(level, 0.0F, last);
    const int lower = static_cast<int>(clamped);
    const float blend = clamped - lower;
    const Eigen::Vector4f fine = bilinear(m_levels[lower], u, v);
    if (blend < 0.02F) {
        return fine;
    }
    return fine + blend * (bilinear(m_levels[lower + 1], u, v) - fine);
}

} // namespace maquette
