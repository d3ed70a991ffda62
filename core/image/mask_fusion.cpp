// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/mask_fusion.h"

#include "core/image/guided_filter.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

cv::Mat disc(int radius) {
    return cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(2 * radius + 1, 2 * radius + 1));
}

/// scale * (image - from), cut to 0 … 1.
cv::Mat ramp(const cv::Mat& image, double from, double scale) {
    cv::Mat result = (image - from) * scale;
    cv::min(result, 1.0, result);
    cv::max(result, 0.0, result);
    return result;
}

/// A map over a pose crop as one over the working image; 0 outside the crop.
cv::Mat toWorking(const cv::Mat& map, const SquareCrop& crop, const PhotoLevels& photo) {
    const double sx = static_cast<double>(photo.working.cols) / photo.full.cols;
    const double sy = static_cast<double>(photo.working.rows) / photo.full.rows;
    cv::Matx23d transform = cv::Matx22d(sx, 0, 0, sy) * crop.pixelsToPhoto(map.cols);
    transform(0, 2) += (sx - 1) / 2;
    transform(1, 2) += (sy - 1) / 2;
    cv::Mat result;
    cv::warpAffine(map, result, transform, photo.working.size(), cv::INTER_LINEAR,
                   cv::BORDER_CONSTANT);
    return result;
}

} // namespace

cv::Mat poseMask(const BodyPose& pose, const PhotoLevels& photo) {
    return toWorking(pose.mask, pose.crop, photo);
}

cv::Mat fuseMasks(const cv::Mat& matte, const cv::Rect& region, const BodyPose& pose,
                  const PhotoLevels& photo) {
    // In the crop's own few pixels the large discs cost little.
    const float extent = static_cast<float>(std::max(region.width, region.height)) / photo.scale();
    const float cropPixel = pose.crop.side / static_cast<float>(pose.mask.cols);
    constexpr float kReach = 0.03F; // of the region
    const int reach = std::max(1, static_cast<int>(std::lround(kReach * extent / cropPixel)));
    cv::Mat gate;
    cv::dilate(pose.mask, gate, disc(reach));
    cv::GaussianBlur(gate, gate, cv::Size(), reach * 0.5);
    cv::Mat core;
    cv::erode(pose.mask, core, disc(std::max(1, reach / 2)));
    gate = toWorking(ramp(gate, 0.0, 2.0), pose.crop, photo);
    core = toWorking(ramp(core, 0.6, 2.5), pose.crop, photo);

    cv::Mat result = cv::Mat::zeros(photo.working.size(), CV_32F);
    cv::Mat inside = result(region);
    cv::min(matte, gate(region), inside);
    cv::max(inside, core(region), inside);
    return result;
}

cv::Mat refineMask(const cv::Mat& mask, const cv::Rect& region, const PhotoLevels& photo) {
    // Statistics on a small copy: nearly twice what the matting network resolves. Larger copies
    // were not found to give better edges.
    constexpr double kSide = 512.0;
    constexpr int kRadius = 4;
    const double factor = std::min(1.0, kSide / std::max(region.width, region.height));
    const cv::Size size(std::max(1, static_cast<int>(std::lround(region.width * factor))),
                        std::max(1, static_cast<int>(std::lround(region.height * factor))));
    cv::Mat guide;
    cv::Mat coarse;
    cv::resize(photo.working(region), guide, size, 0, 0, cv::INTER_AREA);
    cv::resize(mask(region), coarse, size, 0, 0, cv::INTER_AREA);
    const cv::Rect place = photo.toPhoto(region);
    cv::Mat result = cv::Mat::zeros(photo.full.size(), CV_8UC1);
    applyGuided(guidedCoefficients(guide, coarse, kRadius), photo.full(place))
        .copyTo(result(place));
    return result;
}

} // namespace maquette
