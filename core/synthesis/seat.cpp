// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/seat.h"

#include <opencv2/imgproc.hpp>

#include <array>
#include <vector>

namespace maquette {
namespace {

using Eigen::Vector3f;

/// The gradient that @p background stands for.
cv::Mat gradient(const Background& background, cv::Size size) {
    cv::Mat image(size, CV_8UC3);
    for (int y = 0; y < size.height; ++y) {
        const double share = (y + 0.5) / size.height;
        cv::Vec3b color;
        for (int c = 0; c < 3; ++c) {
            color[c] = cv::saturate_cast<unsigned char>((1.0 - share) * background.top[c] +
                                                        share * background.bottom[c]);
        }
        image.row(y).setTo(color);
    }
    return image;
}

struct Face {
    Vector3f normal;
    double shade;
};

/// All but the underside.
const std::array<Face, 5> kFaces = {{{Vector3f::UnitY(), 1.0},
                                     {Vector3f::UnitZ(), 0.78},
                                     {-Vector3f::UnitZ(), 0.7},
                                     {Vector3f::UnitX(), 0.62},
                                     {-Vector3f::UnitX(), 0.62}}};

/// Corners of one side in order round it.
Points corners(const Eigen::AlignedBox3f& box, const Vector3f& normal) {
    const Vector3f half = 0.5F * box.sizes();
    const Vector3f across = Vector3f(normal.y(), normal.z(), normal.x());
    const Vector3f along = normal.cross(across);
    Points points(4, 3);
    for (int i = 0; i < 4; ++i) {
        const float a = i == 0 || i == 3 ? -1.0F : 1.0F;
        const float b = i < 2 ? -1.0F : 1.0F;
        const Vector3f corner = normal + a * across + b * along;
        points.row(i) = box.center() + half.cwiseProduct(corner);
    }
    return points;
}

} // namespace

Eigen::AlignedBox3f seatUnder(const Points& posed, const Points& hips) {
    const Vector3f middle = hips.colwise().mean();
    const float apart = (hips.row(0) - hips.row(1)).norm();
    float floor = posed(0, 1);
    float top = middle.y();
    for (Eigen::Index v = 0; v < posed.rows(); ++v) {
        const Vector3f p = posed.row(v);
        floor = std::min(floor, p.y());
        const bool isBottom = std::abs(p.x() - middle.x()) < apart &&
                              std::abs(p.z() - middle.z()) < apart && p.y() > 0.5F * middle.y();
        top = isBottom ? std::min(top, p.y()) : top;
    }
    const Vector3f low(middle.x() - 1.6F * apart, floor, middle.z() - 1.8F * apart);
    const Vector3f high(middle.x() + 1.6F * apart, top, middle.z() + 1.4F * apart);
    return {low, high};
}

void paintSeat(Background& background, const Camera& camera, const Eigen::AlignedBox3f& seat,
               Random& random) {
    cv::Mat image = background.image.empty() ? gradient(background, {camera.width, camera.height})
                                             : background.image.clone();
    const Camera scaled = camera.scaled(static_cast<double>(image.cols) / camera.width);
    const Vector3f eye = camera.modelToCamera.inverse() * Vector3f::Zero();
    const double tone = random.uniform(40, 210);
    const cv::Vec3d color{tone * random.uniform(0.6, 1.0), tone * random.uniform(0.75, 1.0), tone};
    for (const Face& face : kFaces) {
        const Points points = corners(seat, face.normal);
        const Vector3f middle = points.colwise().mean();
        if (face.normal.dot(eye - middle) <= 0.0F) {
            continue;
        }
        const Points pixels = project(scaled, points);
        std::vector<cv::Point> outline;
        for (Eigen::Index i = 0; i < pixels.rows(); ++i) {
            outline.emplace_back(cvRound(pixels(i, 0)), cvRound(pixels(i, 1)));
        }
        cv::fillConvexPoly(image, outline, cv::Scalar(color * face.shade), cv::LINE_AA);
    }
    background.image = image;
}

} // namespace maquette
