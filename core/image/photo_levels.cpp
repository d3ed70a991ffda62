// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/photo_levels.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

/// The photo on mid grey: what lies under transparent pixels is often noise.
cv::Mat onGrey(const cv::Mat& pixels, const cv::Mat& alpha) {
    constexpr int kGrey = 128;
    cv::Mat result(pixels.size(), CV_8UC3);
    for (int y = 0; y < pixels.rows; ++y) {
        const auto* from = pixels.ptr<cv::Vec3b>(y);
        const auto* a = alpha.ptr<uchar>(y);
        auto* to = result.ptr<cv::Vec3b>(y);
        for (int x = 0; x < pixels.cols; ++x) {
            for (int c = 0; c < 3; ++c) {
                to[x][c] = static_cast<uchar>((from[x][c] * a[x] + kGrey * (255 - a[x])) / 255);
            }
        }
    }
    return result;
}

/// The part of @p image that @p toImage maps a [size,size] crop onto, with a margin.
cv::Rect footprint(const cv::Matx23d& toImage, int size, cv::Size image) {
    std::vector<cv::Point2f> corners;
    for (const auto& [x, y] :
         std::array<std::array<int, 2>, 4>{{{0, 0}, {size, 0}, {size, size}, {0, size}}}) {
        const cv::Vec2d p = toImage * cv::Vec3d(x, y, 1.0);
        corners.emplace_back(static_cast<float>(p[0]), static_cast<float>(p[1]));
    }
    constexpr int kMargin = 2;
    cv::Rect box = cv::boundingRect(corners);
    box -= cv::Point(kMargin, kMargin);
    box += cv::Size(2 * kMargin, 2 * kMargin);
    return box & cv::Rect(cv::Point(), image);
}

} // namespace

PhotoLevels::PhotoLevels(const Photo& photo)
    : full(photo.alpha.empty() ? photo.pixels : onGrey(photo.pixels, photo.alpha)), working(full) {
    const double factor = static_cast<double>(kWorkingSide) / std::max(full.cols, full.rows);
    if (factor < 1.0) {
        const cv::Size size(std::max(1, static_cast<int>(std::lround(full.cols * factor))),
                            std::max(1, static_cast<int>(std::lround(full.rows * factor))));
        cv::resize(full, working, size, 0, 0, cv::INTER_AREA);
    }
}

cv::Point2f PhotoLevels::toPhoto(cv::Point2f point) const {
    const float sx = static_cast<float>(full.cols) / static_cast<float>(working.cols);
    const float sy = static_cast<float>(full.rows) / static_cast<float>(working.rows);
    return {(point.x + 0.5F) * sx - 0.5F, (point.y + 0.5F) * sy - 0.5F};
}

cv::Rect PhotoLevels::toWorking(const cv::Rect2f& box) const {
    const float sx = static_cast<float>(working.cols) / static_cast<float>(full.cols);
    const float sy = static_cast<float>(working.rows) / static_cast<float>(full.rows);
    const cv::Point from(static_cast<int>(std::floor(box.x * sx)),
                         static_cast<int>(std::floor(box.y * sy)));
    const cv::Point to(static_cast<int>(std::ceil((box.x + box.width) * sx)),
                       static_cast<int>(std::ceil((box.y + box.height) * sy)));
    return cv::Rect(from, to) & cv::Rect(cv::Point(), working.size());
}

cv::Rect PhotoLevels::toPhoto(const cv::Rect& region) const {
    const auto scaled = [](int value, int to, int from) {
        return static_cast<int>(std::lround(static_cast<double>(value) * to / from));
    };
    return {cv::Point(scaled(region.x, full.cols, working.cols),
                      scaled(region.y, full.rows, working.rows)),
            cv::Point(scaled(region.x + region.width, full.cols, working.cols),
                      scaled(region.y + region.height, full.rows, working.rows))};
}

float PhotoLevels::scale() const {
    return static_cast<float>(working.cols) / static_cast<float>(full.cols);
}

cv::Matx23d SquareCrop::pixelsToPhoto(int size) const {
    const double pixel = side / size;
    const double c = std::cos(rotation) * pixel;
    const double s = std::sin(rotation) * pixel;
    const double half = (size - 1) * 0.5;
    return {c, -s, center.x - c * half + s * half, s, c, center.y - s * half - c * half};
}

cv::Mat SquareCrop::cut(const PhotoLevels& photo, int size) const {
    const bool fromWorking = side * photo.scale() >= static_cast<float>(size);
    const cv::Mat& image = fromWorking ? photo.working : photo.full;
    const float sx = static_cast<float>(image.cols) / static_cast<float>(photo.full.cols);
    const float sy = static_cast<float>(image.rows) / static_cast<float>(photo.full.rows);

    // A crop that is much smaller than its place in the photo is sampled finer, then averaged.
    constexpr int kFinest = 4;
    const int finer =
        std::clamp(static_cast<int>(side * sx / static_cast<float>(size)), 1, kFinest);
    cv::Matx23d toImage = pixelsToPhoto(size * finer);
    for (int c = 0; c < 3; ++c) {
        const double half = c == 2 ? 0.5 : 0.0;
        toImage(0, c) = (toImage(0, c) + half) * sx - half;
        toImage(1, c) = (toImage(1, c) + half) * sy - half;
    }
    // warpAffine counts source pixels in 16 bits, so it gets only the part that it needs.
    const cv::Rect part = footprint(toImage, size * finer, image.size());
    cv::Mat result = cv::Mat::zeros(size, size, CV_8UC3);
    if (part.empty()) {
        return result;
    }
    toImage(0, 2) -= part.x;
    toImage(1, 2) -= part.y;
    cv::Mat fine;
    cv::warpAffine(image(part), fine, toImage, cv::Size(size * finer, size * finer),
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT);
    cv::resize(fine, result, result.size(), 0, 0, cv::INTER_AREA);
    return result;
}

cv::Point2f SquareCrop::toPhoto(cv::Point2f unit) const {
    const float x = (unit.x - 0.5F) * side;
    const float y = (unit.y - 0.5F) * side;
    const float c = std::cos(rotation);
    const float s = std::sin(rotation);
    return {center.x + c * x - s * y, center.y + s * x + c * y};
}

SquareCrop SquareCrop::upright(cv::Point2f center, float side, cv::Point2f from, cv::Point2f to) {
    const cv::Point2f up = to - from;
    return {center, side, std::atan2(up.y, up.x) + std::numbers::pi_v<float> / 2.0F};
}

} // namespace maquette
