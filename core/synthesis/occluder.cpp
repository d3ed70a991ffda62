// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/occluder.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace maquette {
namespace {

/// [size] CV_32F, 1 where the thing is.
cv::Mat drawPost(cv::Size size, Random& random) {
    cv::Mat cover = cv::Mat::zeros(size, CV_32F);
    const double width = random.uniform(0.02, 0.09) * size.width;
    const double foot = random.uniform(0.15, 0.85) * size.width;
    const double top = foot + random.normal(0.0, 0.03) * size.width;
    const cv::Point corners[4] = {cv::Point2d(top - width / 2, 0), cv::Point2d(top + width / 2, 0),
                                  cv::Point2d(foot + width / 2, size.height),
                                  cv::Point2d(foot - width / 2, size.height)};
    cv::fillConvexPoly(cover, corners, 4, 1.0, cv::LINE_AA);
    return cover;
}

cv::Mat drawTable(cv::Size size, Random& random) {
    cv::Mat cover = cv::Mat::zeros(size, CV_32F);
    const double left = random.uniform(0.62, 0.95) * size.height;
    const double right = left + random.normal(0.0, 0.03) * size.height;
    const cv::Point corners[4] = {cv::Point2d(0, left), cv::Point2d(size.width, right),
                                  cv::Point(size.width, size.height), cv::Point(0, size.height)};
    cv::fillConvexPoly(cover, corners, 4, 1.0, cv::LINE_AA);
    return cover;
}

cv::Mat drawLeaves(cv::Size size, Random& random) {
    cv::Mat cover = cv::Mat::zeros(size, CV_32F);
    const double middle = random.uniform(0.1, 0.9) * size.width;
    const double height = random.uniform(0.15, 0.5) * size.height;
    const int leaves = 25 + random.below(30);
    for (int i = 0; i < leaves; ++i) {
        const cv::Point2d at{middle + random.normal(0.0, 0.12) * size.width,
                             size.height - std::abs(random.normal(0.0, 0.5)) * height};
        const cv::Size2d axes{random.uniform(0.02, 0.06) * size.width,
                              random.uniform(0.006, 0.02) * size.width};
        cv::ellipse(cover, at, axes, random.uniform(0.0, 180.0), 0, 360, 1.0, cv::FILLED,
                    cv::LINE_AA);
    }
    return cover;
}

} // namespace

void addOccluder(cv::Mat& image, cv::Mat& mask, const cv::Rect2d& head, Random& random) {
    const int kind = random.below(3);
    cv::Mat cover = kind == 0   ? drawPost(image.size(), random)
                    : kind == 1 ? drawTable(image.size(), random)
                                : drawLeaves(image.size(), random);
    const cv::Rect frame(cv::Point(), image.size());
    cover(cv::Rect(head) & frame).setTo(0.0);
    cv::GaussianBlur(cover, cover, {}, random.uniform(0.5, 2.0));
    const cv::Vec3d leaf{random.uniform(20, 70), random.uniform(60, 130), random.uniform(30, 90)};
    const double tone = random.uniform(20, 200);
    const cv::Vec3d plain{tone, tone + random.uniform(-15, 15), tone + random.uniform(-10, 35)};
    const cv::Vec3d color = kind == 2 ? leaf : plain;
    for (int y = 0; y < image.rows; ++y) {
        const double shade = 1.1 - 0.3 * y / image.rows;
        for (int x = 0; x < image.cols; ++x) {
            const double share = cover.at<float>(y, x);
            auto& pixel = image.at<cv::Vec3b>(y, x);
            for (int c = 0; c < 3; ++c) {
                pixel[c] = cv::saturate_cast<unsigned char>((1.0 - share) * pixel[c] +
                                                            share * shade * color[c]);
            }
            auto& covered = mask.at<unsigned char>(y, x);
            covered = cv::saturate_cast<unsigned char>((1.0 - share) * covered);
        }
    }
}

} // namespace maquette
