// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/cutout.h"

namespace maquette {
namespace {

bool isCutOut(const cv::Mat& alpha) {
    constexpr double kHalf = 128;
    double least = 255;
    if (!alpha.empty()) {
        cv::minMaxLoc(alpha, &least, nullptr);
    }
    return least < kHalf;
}

} // namespace

bool takeAlphaMask(Subject& subject) {
    if (!isCutOut(subject.photo.alpha)) {
        return false;
    }
    subject.mask = subject.photo.alpha.clone();
    subject.maskFromAlpha = true;
    return true;
}

} // namespace maquette
