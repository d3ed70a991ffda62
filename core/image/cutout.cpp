// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/cutout.h"

namespace maquette {

bool isCutOut(const cv::Mat& alpha) {
    constexpr double kHalf = 128;
    double least = 255;
    if (!alpha.empty()) {
        cv::minMaxLoc(alpha, &least, nullptr);
    }
    return least < kHalf;
}

} // namespace maquette
