// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/hair_photo.h"

#include "core/geometry/rasterizer.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace maquette::texture {
namespace {

constexpr float kChestHeight = 0.66F; ///< BodyZones::height
constexpr float kLowest = 0.45F;      ///< BodyZones::height to which hair is looked for
constexpr float kBeside = 0.13F;      ///< metres from the head
constexpr double kRoom = 0.2;         ///< metres round the upper body
constexpr double kSide = 700.0;       ///< pixels

/// Above the scalp hair is told by its colour.
bool isFaceOrNeck(Zone zone) {
    return zone == Zone::Temple || zone == Zone::Face || zone == Zone::Ear || zone == Zone::Neck;
}

/// Pixels off the body that are nearer to face or neck than to anything else of it.
cv::Mat besideHead(const cv::Mat& head, const cv::Mat& offBody, float pixelsPerMetre) {
    const cv::Mat other = (offBody | head) == 0;
    cv::Mat toHead;
    cv::Mat toOther;
    cv::distanceTransform(255 - head, toHead, cv::DIST_L2, cv::DIST_MASK_3);
    cv::distanceTransform(255 - other, toOther, cv::DIST_L2, cv::DIST_MASK_3);
    return offBody & (toHead < toOther) & (toHead < kBeside * pixelsPerMetre);
}

void makeAreas(HairPhoto& photo, cv::Size size) {
    for (cv::Mat* area : {&photo.scalp, &photo.temple, &photo.face, &photo.chest, &photo.beside,
                          &photo.lower, &photo.offBody}) {
        *area = cv::Mat(size, CV_8UC1, cv::Scalar(0));
    }
}

void markPixel(HairPhoto& photo, const BodyZones& zones, int vertex, int x, int y) {
    switch (zones.zone[vertex]) {
    case Zone::Scalp:
        photo.scalp.at<uchar>(y, x) = 255;
        break;
    case Zone::Temple:
        photo.temple.at<uchar>(y, x) = 255;
        break;
    case Zone::Face:
    case Zone::Ear:
        photo.face.at<uchar>(y, x) = 255;
        break;
    case Zone::Torso:
        photo.chest.at<uchar>(y, x) = zones.height[vertex] > kChestHeight ? 255 : 0;
        break;
    case Zone::Pelvis:
    case Zone::Leg:
        photo.lower.at<uchar>(y, x) = 255;
        break;
    default:
        break;
    }
}

/// The part of the photo with the upper body and room for hair; empty where it is out of it.
cv::Rect upperBody(const BodyZones& zones, const Points& pixels, const Camera& camera) {
    cv::Rect2f box;
    float depth = 0.0F;
    int count = 0;
    for (int v = 0; v < kBodyVertices; ++v) {
        const bool isTrunk = zones.limb[v] == Limb::Head || zones.limb[v] == Limb::Torso;
        if (isTrunk && zones.height[v] > kLowest && pixels(v, 2) > 0.0F) {
            const cv::Rect2f point(pixels(v, 0), pixels(v, 1), 1.0F, 1.0F);
            box = count == 0 ? point : (box | point);
            depth += pixels(v, 2);
            ++count;
        }
    }
    if (count == 0) {
        return {};
    }
    const auto room = static_cast<float>(kRoom * camera.focal / (depth / count));
    const cv::Rect2f frame(0.0F, 0.0F, static_cast<float>(camera.width),
                           static_cast<float>(camera.height));
    return cv::Rect(
        cv::Rect2f(box.x - room, box.y - room, box.width + 2 * room, box.height + 2 * room) &
        frame);
}

Camera cutCamera(Camera camera, const cv::Rect& box, double factor) {
    camera.cx -= box.x;
    camera.cy -= box.y;
    camera.width = box.width;
    camera.height = box.height;
    return camera.scaled(factor);
}

void markBody(HairPhoto& photo, const BodyZones& zones, const Raster& raster,
              const Triangles& triangles, double focal) {
    makeAreas(photo, {raster.width, raster.height});
    cv::Mat head(photo.scalp.size(), CV_8UC1, cv::Scalar(0));
    float depth = 0.0F;
    int count = 0;
    for (int y = 0; y < raster.height; ++y) {
        for (int x = 0; x < raster.width; ++x) {
            const int hit = raster.at(x, y);
            if (hit < 0) {
                photo.offBody.at<uchar>(y, x) = 255;
                continue;
            }
            markPixel(photo, zones, triangles(hit, 0), x, y);
            head.at<uchar>(y, x) = isFaceOrNeck(zones.zone[triangles(hit, 0)]) ? 255 : 0;
            depth += raster.depth[static_cast<size_t>(y) * raster.width + x];
            ++count;
        }
    }
    photo.pixelsPerMetre =
        count > 0 ? static_cast<float>(focal * count / static_cast<double>(depth)) : 0.0F;
    photo.beside = besideHead(head, photo.offBody, photo.pixelsPerMetre);
}

} // namespace

HairPhoto hairPhotoOf(const View& view, const BodyZones& zones,
                      const std::vector<int>& hairLayers) {
    const PhotoCrop& crop = view.crop();
    const cv::Mat& surface = view.seenSurface();
    HairPhoto photo;
    makeAreas(photo, surface.size());
    cv::resize(crop.pixels, photo.pixels, surface.size(), 0, 0, cv::INTER_AREA);
    cv::resize(crop.skin, photo.skin, surface.size(), 0, 0, cv::INTER_AREA);
    cv::resize(crop.inside, photo.inside, surface.size(), 0, 0, cv::INTER_NEAREST);
    photo.offBody = surface < 0;
    photo.pixelsPerMetre = crop.pixelsPerMetre * view.scale();
    for (int y = 0; y < surface.rows; ++y) {
        for (int x = 0; x < surface.cols; ++x) {
            const int seen = surface.at<short>(y, x);
            if (seen == 0) {
                markPixel(photo, zones,
                          view.surface(0).triangles(view.seenTriangle().at<int>(y, x), 0), x, y);
            } else if (std::ranges::find(hairLayers, seen) != hairLayers.end()) {
                photo.scalp.at<uchar>(y, x) = 255;
            }
        }
    }
    return photo;
}

} // namespace maquette::texture

namespace maquette {

using namespace texture;

HairSight seeHair(const Template& templateMesh, const Points& posedBody, const Triangles& triangles,
                  const Camera& camera, const cv::Mat& photo, const cv::Mat& skin,
                  const cv::Mat& mask) {
    const auto zones = bodyZones(templateMesh);
    const Points body = posedBody.topRows(kBodyVertices);
    const cv::Rect box = upperBody(*zones, project(camera, body), camera);
    HairSight sight;
    if (box.area() < 64) {
        return sight;
    }
    const double factor = std::min(1.0, kSide / std::max(box.width, box.height));
    const Camera cut = cutCamera(camera, box, factor);
    HairPhoto seen;
    markBody(seen, *zones, rasterize(project(cut, body), triangles, cut.width, cut.height),
             triangles, cut.focal);
    const cv::Size size(cut.width, cut.height);
    cv::Mat inside;
    cv::resize(photo(box), seen.pixels, size, 0, 0, cv::INTER_AREA);
    cv::resize(skin(box), seen.skin, size, 0, 0, cv::INTER_AREA);
    cv::resize(mask(box), inside, size, 0, 0, cv::INTER_AREA);
    seen.inside = inside > 127;
    sight = seeHair(seen);
    const cv::Mat small = sight.probability & seen.inside;
    sight.probability = cv::Mat(photo.size(), CV_8UC1, cv::Scalar(0));
    cv::resize(small, sight.probability(box), box.size(), 0, 0, cv::INTER_LINEAR);
    return sight;
}

} // namespace maquette
