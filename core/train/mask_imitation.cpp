// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/mask_imitation.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace maquette {

void imitateMatting(cv::Mat& mask, Random& random) {
    cv::GaussianBlur(mask, mask, {}, random.uniform(0.5, 1.4));
    const double shift = random.normal(0.03, 0.06); // edges move by about this times the blur
    const double steep = random.uniform(1.2, 2.1) + 2.0 * std::abs(shift); // far from edges: 0, 255
    mask.convertTo(mask, CV_8U, steep, 127.5 + 255.0 * shift - 127.5 * steep);
    const int spots = random.below(3);
    for (int i = 0; i < spots; ++i) {
        const cv::Point at(random.below(mask.cols), random.below(mask.rows));
        const int radius = 2 + random.below(5);
        const bool isInside = mask.at<unsigned char>(at) > 127;
        cv::circle(mask, at, radius, cv::Scalar(isInside ? 0 : 255), cv::FILLED);
    }
}

} // namespace maquette
