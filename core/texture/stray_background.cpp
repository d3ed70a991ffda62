// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/stray_background.h"

#include "core/texture/color_histogram.h"
#include "core/texture/visibility.h"

#include <opencv2/imgproc.hpp>

namespace maquette::texture {
namespace {

constexpr double kWorkSide = 500.0;

} // namespace

cv::Mat strayBackground(const cv::Mat& pixels, const cv::Mat& mask, float depth) {
    const double scale = std::min(1.0, kWorkSide / std::max(mask.cols, mask.rows));
    cv::Mat lab;
    cv::Mat person;
    cv::resize(pixels, lab, {}, scale, scale, cv::INTER_AREA);
    cv::resize(mask, person, lab.size(), 0, 0, cv::INTER_AREA);
    cv::cvtColor(lab, lab, cv::COLOR_BGR2Lab);
    cv::Mat distance;
    cv::distanceTransform(person > 127, distance, cv::DIST_L2, 3);
    const auto deep = static_cast<float>(depth * scale);
    ColorHistogram own;
    ColorHistogram other;
    for (int y = 0; y < lab.rows; ++y) {
        for (int x = 0; x < lab.cols; ++x) {
            if (distance.at<float>(y, x) > deep) {
                own.add(cv::Vec3f(lab.at<cv::Vec3b>(y, x)), 1.0F);
            } else if (person.at<uchar>(y, x) < 8) {
                other.add(cv::Vec3f(lab.at<cv::Vec3b>(y, x)), 1.0F);
            }
        }
    }
    cv::Mat stray(lab.size(), CV_8UC1, cv::Scalar(0));
    for (int y = 0; y < lab.rows && other.total() > 0.0F; ++y) {
        for (int x = 0; x < lab.cols; ++x) {
            if (person.at<uchar>(y, x) > 127) {
                const cv::Vec3f color(lab.at<cv::Vec3b>(y, x));
                const float out = other.density(color);
                const float share = out / (out + own.density(color));
                stray.at<uchar>(y, x) =
                    cv::saturate_cast<uchar>(255.0F * smoothStep(0.75F, 0.92F, share));
            }
        }
    }
    cv::resize(stray, stray, mask.size(), 0, 0, cv::INTER_LINEAR);
    return stray;
}

} // namespace maquette::texture
