// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Colours of a material as a Lab histogram: garments are often of several colours.

#include <opencv2/core.hpp>

#include <algorithm>
#include <array>

namespace maquette::texture {

/// Lab on OpenCV's 8-bit scale.
class ColorHistogram {
public:
    void add(const cv::Vec3f& lab, float weight) {
        m_bins[binOf(lab)] += weight;
        m_total += weight;
    }
    [[nodiscard]] float total() const { return m_total; }

    /// Share of the weight in and around a colour, never 0.
    [[nodiscard]] float density(const cv::Vec3f& lab) const {
        constexpr float kStep[3] = {kLight, kChroma, kChroma};
        float sum = m_bins[binOf(lab)];
        for (int k = 0; k < 3; ++k) {
            for (const float side : {-1.0F, 1.0F}) {
                cv::Vec3f near = lab;
                near[k] += side * kStep[k];
                sum += 0.5F * m_bins[binOf(near)];
            }
        }
        return (sum + 0.2F) / (m_total + 20.0F);
    }

private:
    static constexpr float kLight = 20.0F;
    static constexpr float kChroma = 9.0F;
    static constexpr int kSide = 16;

    static size_t binOf(const cv::Vec3f& lab) {
        const auto bin = [](float value, float step) {
            return static_cast<size_t>(std::clamp(static_cast<int>(value / step), 0, kSide - 1));
        };
        // Chroma bins are centred on grey: 128 lies in the middle of bin 8.
        const float centre = 8.5F * kChroma - 128.0F;
        return (bin(lab[0], kLight) * kSide + bin(lab[1] + centre, kChroma)) * kSide +
               bin(lab[2] + centre, kChroma);
    }

    std::array<float, kSide * kSide * kSide> m_bins{};
    float m_total = 0.0F;
};

} // namespace maquette::texture
