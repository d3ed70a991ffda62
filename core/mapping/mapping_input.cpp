// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mapping/mapping_input.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

SquareCrop cropOf(const cv::Rect2d& square) {
    return {cv::Point2f(static_cast<float>(square.x + square.width / 2),
                        static_cast<float>(square.y + square.height / 2)),
            static_cast<float>(square.width), 0.0F};
}

cv::Rect2d squareAround(const cv::Rect2d& box, double margin) {
    const double side = margin * std::max({box.width, box.height, 4.0});
    return {box.x + (box.width - side) / 2, box.y + (box.height - side) / 2, side, side};
}

/// @param place  of the mask's square, photo pixels.
cv::Mat cutMask(const cv::Mat& mask, const cv::Rect2d& place, const cv::Rect2d& square) {
    const double step = square.width / kPictureSide; // photo pixels a pixel of the result
    const double own = mask.cols / place.width;      // mask pixels a photo pixel
    // Coarser results are averaged, not sampled.
    cv::Mat source = mask;
    double shrink = step * own;
    double scale = own;
    if (shrink > 1.5) {
        cv::resize(mask, source, {}, 1.0 / shrink, 1.0 / shrink, cv::INTER_AREA);
        scale = source.cols / place.width;
    }
    const cv::Matx23d toSource(step * scale, 0.0, (square.x + 0.5 * step - place.x) * scale - 0.5,
                               0.0, step * scale, (square.y + 0.5 * step - place.y) * scale - 0.5);
    cv::Mat result;
    cv::warpAffine(source, result, toSource, {kPictureSide, kPictureSide},
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT);
    return result;
}

void addBody(const Person& person, MappingInput& input) {
    const cv::Rect2d& square = input.square;
    const auto half = static_cast<float>(square.width / 2);
    const cv::Point2f centre(static_cast<float>(square.x) + half,
                             static_cast<float>(square.y) + half);
    input.hasBody = true;
    for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
        const BodyLandmark& landmark = person.body[i];
        const cv::Point2f p = (landmark.pixel - centre) / half;
        input.body[4 * i] = std::clamp(p.x, -2.0F, 2.0F);
        input.body[4 * i + 1] = std::clamp(p.y, -2.0F, 2.0F);
        input.body[4 * i + 2] = std::clamp(landmark.depth / (2 * half), -2.0F, 2.0F);
        input.body[4 * i + 3] = landmark.visibility;
        input.world[3 * i] = landmark.world.x;
        input.world[3 * i + 1] = landmark.world.y;
        input.world[3 * i + 2] = landmark.world.z;
    }
    if (!person.coarseMask.pixels.empty()) {
        input.coarseMask =
            cutMask(person.coarseMask.pixels, cv::Rect2d(person.coarseMask.place), square);
    }
}

void addFace(const PhotoLevels& levels, const Person& person, const FaceSource& source, Seen seen,
             MappingInput& input) {
    std::vector<cv::Point2f> flat;
    for (const cv::Point3f& point : person.face) {
        flat.emplace_back(point.x, point.y);
    }
    constexpr double kMargin = 1.5; // hair and neck tell of the head, too
    const cv::Rect2d square = squareAround(cv::Rect2d(cv::boundingRect(flat)), kMargin);
    const auto half = static_cast<float>(square.width / 2);
    const cv::Point2f centre(static_cast<float>(square.x) + half,
                             static_cast<float>(square.y) + half);
    input.hasFace = true;
    for (std::size_t i = 0; i < kFaceLandmarks; ++i) {
        input.facePoints[3 * i] = (person.face[i].x - centre.x) / half;
        input.facePoints[3 * i + 1] = (person.face[i].y - centre.y) / half;
        input.facePoints[3 * i + 2] = person.face[i].z / half;
    }
    const auto whole = static_cast<float>(input.square.width / 2);
    input.faceSquare = {(centre.x - static_cast<float>(input.square.x)) / whole - 1.0F,
                        (centre.y - static_cast<float>(input.square.y)) / whole - 1.0F,
                        half / whole};
    if (seen == Seen::Everything) {
        const cv::Rect2d inSource((square.x - source.offset.x) / source.scale,
                                  (square.y - source.offset.y) / source.scale,
                                  square.width / source.scale, square.height / source.scale);
        input.face = cropOf(inSource).cut(source.photo ? *source.photo : levels, kFaceSide);
    }
}

} // namespace

std::optional<cv::Rect2d> personSquare(const Person* person, const cv::Mat& mask) {
    constexpr double kMargin = 1.15;
    if (person) {
        return squareAround(cv::Rect2d(person->box), kMargin);
    }
    if (mask.empty()) {
        return std::nullopt;
    }
    const cv::Rect box = cv::boundingRect(mask > 127);
    return box.empty() ? std::nullopt : std::optional(squareAround(cv::Rect2d(box), kMargin));
}

std::optional<MappingInput> makeMappingInput(const PhotoLevels& levels, const Person* person,
                                             const cv::Mat& mask, const PhotoLens& lens,
                                             const FaceSource& face, Seen seen) {
    const auto square = personSquare(person, mask);
    if (!square) {
        return std::nullopt;
    }
    MappingInput input;
    input.square = *square;
    if (seen == Seen::Everything) {
        input.picture = cropOf(*square).cut(levels, kPictureSide);
    }
    if (!mask.empty()) {
        input.mask = cutMask(mask, cv::Rect2d(0, 0, mask.cols, mask.cols), *square);
    }
    if (person) {
        addBody(*person, input);
        if (!person->face.empty()) {
            addFace(levels, *person, face, seen, input);
        }
    }
    input.hasFocal = lens.focal.has_value();
    const double side = square->width;
    const cv::Point2d centre =
        lens.centre.value_or(cv::Point2d(0.5 * levels.full.cols, 0.5 * levels.full.rows));
    input.frame = {lens.focal ? static_cast<float>(std::log(*lens.focal / side)) : 0.0F,
                   static_cast<float>((square->x + side / 2 - centre.x) / side),
                   static_cast<float>((square->y + side / 2 - centre.y) / side)};
    return input;
}

} // namespace maquette
