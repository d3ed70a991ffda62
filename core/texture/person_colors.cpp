// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/person_colors.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette::texture {
namespace {

const cv::Vec3b kBrown(38, 56, 82);

/// Face mesh points round one eye's opening, from corner to corner and back.
constexpr std::array<int, 16> kRightEye = {33,  246, 161, 160, 159, 158, 157, 173,
                                           133, 155, 154, 153, 145, 144, 163, 7};
constexpr std::array<int, 16> kLeftEye = {263, 466, 388, 387, 386, 385, 384, 398,
                                          362, 382, 381, 380, 374, 373, 390, 249};

struct Eye {
    cv::Mat bgr;     ///< the eye's box
    cv::Mat opening; ///< 255 between the lids
    double width = 0.0;
};

Eye cutEye(const Photo& photo, const Person& person, const std::array<int, 16>& outline) {
    std::vector<cv::Point2f> points;
    for (const int i : outline) {
        points.emplace_back(person.face[i].x, person.face[i].y);
    }
    Eye eye;
    eye.width = cv::norm(points[0] - points[8]);
    const cv::Rect box = cv::boundingRect(points) & cv::Rect({0, 0}, photo.pixels.size());
    if (box.empty()) {
        return eye;
    }
    eye.bgr = photo.pixels(box);
    eye.opening = cv::Mat(box.size(), CV_8UC1, cv::Scalar(0));
    std::vector<cv::Point> polygon;
    for (const cv::Point2f& p : points) {
        polygon.emplace_back(cvRound(p.x) - box.x, cvRound(p.y) - box.y);
    }
    cv::fillPoly(eye.opening, std::vector<std::vector<cv::Point>>{polygon}, cv::Scalar(255));
    return eye;
}

/// The iris is the darkest disc of its size in the opening.
cv::Point findIris(const Eye& eye, int radius) {
    cv::Mat grey;
    cv::cvtColor(eye.bgr, grey, cv::COLOR_BGR2GRAY);
    grey.setTo(255, eye.opening == 0);
    cv::Mat mean;
    cv::blur(grey, mean, {2 * radius + 1, 2 * radius + 1}, {-1, -1}, cv::BORDER_REPLICATE);
    cv::Point darkest;
    cv::minMaxLoc(mean, nullptr, nullptr, &darkest);
    return darkest;
}

void addIrisPixels(const Eye& eye, std::vector<cv::Vec3b>& pixels) {
    // An iris is 11.7 mm wide, the opening between the eye's corners about 29 mm.
    const int radius = std::max(1, cvRound(eye.width * 0.2));
    const cv::Point centre = findIris(eye, radius);
    for (int y = 0; y < eye.bgr.rows; ++y) {
        for (int x = 0; x < eye.bgr.cols; ++x) {
            const double r = std::hypot(x - centre.x, y - centre.y) / radius;
            if (r > 0.4 && r < 0.9 && eye.opening.at<uchar>(y, x) != 0) {
                pixels.push_back(eye.bgr.at<cv::Vec3b>(y, x));
            }
        }
    }
}

int brightness(const cv::Vec3b& c) {
    return c[0] + 3 * c[1] + 2 * c[2];
}

} // namespace

cv::Vec3b irisColor(const Photo& photo, const Person& person) {
    if (photo.pixels.empty() || person.face.size() < static_cast<size_t>(kFaceLandmarks)) {
        return kBrown;
    }
    std::vector<cv::Vec3b> pixels;
    for (const auto& outline : {kRightEye, kLeftEye}) {
        const Eye eye = cutEye(photo, person, outline);
        if (eye.width >= 12.0 && !eye.bgr.empty()) {
            addIrisPixels(eye, pixels);
        }
    }
    if (pixels.size() < 12) {
        return kBrown;
    }
    // Lashes and pupil below, white and glint above.
    std::ranges::sort(pixels, {}, brightness);
    cv::Vec3d sum;
    int count = 0;
    for (size_t i = pixels.size() / 4; i < pixels.size() * 6 / 10; ++i, ++count) {
        sum += cv::Vec3d(pixels[i]);
    }
    return cv::Vec3b(sum * (1.0 / std::max(1, count)));
}

} // namespace maquette::texture
