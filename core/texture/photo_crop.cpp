// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/photo_crop.h"

#include "core/image/skin_map.h"
#include "core/texture/stray_background.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette::texture {
namespace {

/// Bodies less than this many pixels high are enlarged, for fine masks and depths.
constexpr double kWantedHeight = 900.0;
constexpr double kLeastSide = 900.0;
constexpr double kMostEnlarged = 4.0;
constexpr float kSurelyInside = 0.03F; ///< metres within the mask
constexpr float kHandMargin = 0.014F;  ///< metres round the hand's 21 points
constexpr float kWristMargin = 0.030F; ///< metres round the body's four points of a hand

/// Bounding box of the points in front of the camera, photo pixels.
cv::Rect2d boundsOf(const Points& projected) {
    double x0 = 1e30;
    double y0 = 1e30;
    double x1 = -1e30;
    double y1 = -1e30;
    for (Eigen::Index v = 0; v < projected.rows(); ++v) {
        if (projected(v, 2) > 0.0F) {
            x0 = std::min(x0, static_cast<double>(projected(v, 0)));
            y0 = std::min(y0, static_cast<double>(projected(v, 1)));
            x1 = std::max(x1, static_cast<double>(projected(v, 0)));
            y1 = std::max(y1, static_cast<double>(projected(v, 1)));
        }
    }
    return x1 > x0 ? cv::Rect2d(x0, y0, x1 - x0, y1 - y0) : cv::Rect2d();
}

/// The body's box with room for hair and clothes, within the photo.
cv::Rect cropBox(const cv::Rect2d& body, cv::Size photo) {
    const double room = 0.06 * std::max(body.width, body.height) + 8.0;
    const double x0 = std::clamp(body.x - room, 0.0, static_cast<double>(photo.width));
    const double y0 = std::clamp(body.y - room, 0.0, static_cast<double>(photo.height));
    const double x1 = std::clamp(body.br().x + room, 0.0, static_cast<double>(photo.width));
    const double y1 = std::clamp(body.br().y + room, 0.0, static_cast<double>(photo.height));
    return {cvFloor(x0), cvFloor(y0), cvFloor(x1 - x0), cvFloor(y1 - y0)};
}

double cropScale(const cv::Rect& box, double bodyHeight) {
    const double side = std::max(box.width, box.height);
    const double wanted = std::max(kWantedHeight / bodyHeight, kLeastSide / side);
    return std::min(std::clamp(wanted, 1.0, kMostEnlarged), kCropSide / side);
}

/// Photo pixels to crop pixels; both count from the centre of their first pixel.
struct CropMap {
    cv::Rect box;
    double sx, sy;

    [[nodiscard]] cv::Point2f operator()(cv::Point2f p) const {
        return {static_cast<float>((p.x - box.x + 0.5) * sx - 0.5),
                static_cast<float>((p.y - box.y + 0.5) * sy - 0.5)};
    }
};

Camera cropCamera(const Camera& camera, const CropMap& map, cv::Size size) {
    Camera crop = camera;
    const cv::Point2d centre((camera.cx - map.box.x + 0.5) * map.sx - 0.5,
                             (camera.cy - map.box.y + 0.5) * map.sy - 0.5);
    crop.focal = camera.focal * 0.5 * (map.sx + map.sy);
    crop.cx = centre.x;
    crop.cy = centre.y;
    crop.width = size.width;
    crop.height = size.height;
    return crop;
}

Person cropPerson(const Person& person, const CropMap& map) {
    Person moved = person;
    const auto scale = static_cast<float>(map.sx);
    const cv::Point2f corner = map(person.box.tl());
    moved.box = {corner.x, corner.y, person.box.width * scale, person.box.height * scale};
    moved.faceSize = person.faceSize * scale;
    for (BodyLandmark& mark : moved.body) {
        mark.pixel = map(mark.pixel);
    }
    for (cv::Point3f& p : moved.face) {
        const cv::Point2f q = map({p.x, p.y});
        p = {q.x, q.y, p.z * scale};
    }
    for (Hand& hand : moved.hands) {
        for (cv::Point3f& p : hand.points) {
            const cv::Point2f q = map({p.x, p.y});
            p = {q.x, q.y, p.z * scale};
        }
    }
    return moved;
}

/// The hull of some points with a margin, 255.
void drawHull(cv::Mat& image, const std::vector<cv::Point>& points, int margin) {
    std::vector<cv::Point> hull;
    cv::convexHull(points, hull);
    cv::fillConvexPoly(image, hull, cv::Scalar(255));
    cv::polylines(image, hull, true, cv::Scalar(255), 2 * margin + 1);
}

/// Hands by their own points, else by the body's wrist, little finger, index and thumb.
cv::Mat handImage(const PhotoCrop& crop) {
    cv::Mat image(crop.pixels.size(), CV_8UC1, cv::Scalar(0));
    if (!crop.person) {
        return image;
    }
    const auto pixels = [&](float metres) {
        return std::max(1, cvRound(metres * crop.pixelsPerMetre));
    };
    std::array<bool, 2> isFound{};
    for (const Hand& hand : crop.person->hands) {
        std::vector<cv::Point> points;
        for (const cv::Point3f& p : hand.points) {
            points.emplace_back(cvRound(p.x), cvRound(p.y));
        }
        drawHull(image, points, pixels(kHandMargin));
        isFound[hand.left ? 0 : 1] = true;
    }
    for (int side = 0; side < 2; ++side) {
        std::vector<cv::Point> points;
        for (const int i : {15, 17, 19, 21}) {
            const BodyLandmark& mark = crop.person->body[static_cast<size_t>(i + side)];
            if (mark.visibility > 0.5F) {
                points.emplace_back(cvRound(mark.pixel.x), cvRound(mark.pixel.y));
            }
        }
        if (!isFound[static_cast<size_t>(side)] && points.size() == 4) {
            drawHull(image, points, pixels(kWristMargin));
        }
    }
    return image;
}

/// Sets inside and outside from the soft mask and extends colours and skin beyond it.
void extendColors(PhotoCrop& crop, const cv::Mat& mask) {
    const int radius = std::max(1, cvRound(crop.erosion));
    cv::Mat opaque;
    // A border of zeros would eat the person where the photo cuts it off.
    cv::copyMakeBorder(mask >= 128, opaque, radius, radius, radius, radius, cv::BORDER_REPLICATE);
    const cv::Mat disc =
        cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * radius + 1, 2 * radius + 1});
    cv::erode(opaque, opaque, disc);
    crop.inside = opaque(cv::Rect(radius, radius, mask.cols, mask.rows)).clone();
    if (cv::countNonZero(crop.inside) == 0) {
        crop.outside = cv::Mat(mask.size(), CV_32FC1, cv::Scalar(1e6));
        return;
    }
    cv::Mat label;
    cv::distanceTransform(255 - crop.inside, crop.outside, label, cv::DIST_L2, cv::DIST_MASK_5,
                          cv::DIST_LABEL_PIXEL);
    std::vector<cv::Point> source(static_cast<size_t>(mask.total()) + 1);
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            if (crop.inside.at<uchar>(y, x) != 0) {
                source[label.at<int>(y, x)] = {x, y};
            }
        }
    }
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            if (crop.inside.at<uchar>(y, x) == 0) {
                const cv::Point from = source[label.at<int>(y, x)];
                crop.pixels.at<cv::Vec3b>(y, x) = crop.pixels.at<cv::Vec3b>(from);
                crop.skin.at<uchar>(y, x) = crop.skin.at<uchar>(from);
            }
        }
    }
}

/// Stands in for a mask: the pixels that the body covers.
cv::Mat silhouette(const Camera& camera, const Points& posed, const Triangles& triangles) {
    cv::Mat mask(camera.height, camera.width, CV_8UC1, cv::Scalar(0));
    const Points points = project(camera, posed);
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        std::array<cv::Point, 3> corners;
        bool inFront = true;
        for (int k = 0; k < 3; ++k) {
            const auto p = points.row(triangles(t, k));
            inFront = inFront && p[2] > 0.0F && std::abs(p[0]) < 1e5F && std::abs(p[1]) < 1e5F;
            corners[k] = inFront ? cv::Point(cvRound(p[0]), cvRound(p[1])) : cv::Point();
        }
        if (inFront) {
            cv::fillConvexPoly(mask, corners.data(), 3, cv::Scalar(255));
        }
    }
    return mask;
}

void resizeTo(const cv::Mat& from, cv::Mat& to, cv::Size size) {
    cv::resize(from, to, size, 0, 0, size.width < from.cols ? cv::INTER_AREA : cv::INTER_CUBIC);
}

} // namespace

PhotoCrop cropPhoto(const Subject& subject, const Camera& camera, const Points& posed,
                    const Triangles& triangles) {
    PhotoCrop crop;
    const cv::Mat& photo = subject.photo.pixels;
    const Points projected = project(camera, posed);
    const cv::Rect2d body = boundsOf(projected);
    const cv::Rect box = cropBox(body, photo.size());
    if (box.width < 8 || box.height < 8) {
        return crop;
    }
    crop.box = box;
    const double scale = cropScale(box, body.height);
    crop.enlarged = static_cast<float>(std::max(1.0, scale));
    const cv::Size size(std::max(8, cvRound(box.width * scale)),
                        std::max(8, cvRound(box.height * scale)));
    const CropMap map{box, static_cast<double>(size.width) / box.width,
                      static_cast<double>(size.height) / box.height};
    crop.camera = cropCamera(camera, map, size);
    crop.pixelsPerMetre = static_cast<float>(crop.camera.focal) / projected.col(2).mean();
    resizeTo(photo(box), crop.pixels, size);
    if (subject.person) {
        crop.person = cropPerson(*subject.person, map);
    }
    crop.hands = handImage(crop);
    crop.hasMask = subject.mask.size() == photo.size();
    cv::Mat mask;
    if (crop.hasMask) {
        resizeTo(subject.mask(box), mask, size);
    } else {
        mask = silhouette(crop.camera, posed, triangles);
    }
    const Photo cropped{{}, crop.pixels, {}, {}};
    crop.skin = skinMap(cropped, crop.person.value_or(Person{}), mask);
    // The fit is not exact to the pixel, so neither need skin be.
    cv::GaussianBlur(crop.skin, crop.skin, {0, 0}, std::max(1.0F, 0.0025F * crop.pixelsPerMetre));
    crop.erosion = std::max(static_cast<float>(1.5 * scale), 0.006F * crop.pixelsPerMetre);
    crop.stray = crop.hasMask
                     ? strayBackground(crop.pixels, mask, kSurelyInside * crop.pixelsPerMetre)
                     : cv::Mat(size, CV_8UC1, cv::Scalar(0));
    extendColors(crop, mask);
    return crop;
}

} // namespace maquette::texture
