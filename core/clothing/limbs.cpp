// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/limbs.h"

#include "core/geometry/rasterizer.h"

#include <opencv2/imgproc.hpp>

namespace maquette {

Limb limbOf(BodyRegion region) {
    switch (region) {
    case BodyRegion::Torso:
    case BodyRegion::Neck:
        return Limb::Trunk;
    case BodyRegion::Head:
        return Limb::Head;
    case BodyRegion::LeftUpperArm:
    case BodyRegion::LeftLowerArm:
    case BodyRegion::LeftHand:
        return Limb::LeftArm;
    case BodyRegion::RightUpperArm:
    case BodyRegion::RightLowerArm:
    case BodyRegion::RightHand:
        return Limb::RightArm;
    case BodyRegion::LeftUpperLeg:
    case BodyRegion::LeftLowerLeg:
    case BodyRegion::LeftFoot:
        return Limb::LeftLeg;
    case BodyRegion::RightUpperLeg:
    case BodyRegion::RightLowerLeg:
    case BodyRegion::RightFoot:
        return Limb::RightLeg;
    }
    return Limb::None;
}

bool areCompatible(Limb a, Limb b) {
    const auto meetsTrunk = [](Limb limb) {
        return limb == Limb::Head || limb == Limb::LeftLeg || limb == Limb::RightLeg;
    };
    return a == b || (a == Limb::Trunk && meetsTrunk(b)) || (b == Limb::Trunk && meetsTrunk(a));
}

cv::Mat limbMap(const Template& templateMesh, const Points& body, const Triangles& triangles,
                const Camera& camera) {
    const Raster raster = rasterize(project(camera, body), triangles, camera.width, camera.height);
    cv::Mat limbs(raster.height, raster.width, CV_8UC1,
                  cv::Scalar(static_cast<double>(Limb::None)));
    cv::Mat outside(raster.height, raster.width, CV_8UC1, cv::Scalar(1));
    for (int y = 0; y < raster.height; ++y) {
        for (int x = 0; x < raster.width; ++x) {
            const int triangle = raster.at(x, y);
            if (triangle >= 0) {
                const BodyRegion region = templateMesh.regions[triangles(triangle, 0)];
                limbs.at<uchar>(y, x) = static_cast<uchar>(limbOf(region));
                outside.at<uchar>(y, x) = 0;
            }
        }
    }
    if (cv::countNonZero(outside) == static_cast<int>(outside.total())) {
        return limbs;
    }
    cv::Mat distance;
    cv::Mat nearest;
    cv::distanceTransform(outside, distance, nearest, cv::DIST_L2, 5, cv::DIST_LABEL_PIXEL);
    std::vector<uchar> limbOfLabel(outside.total() + 1, static_cast<uchar>(Limb::None));
    for (size_t i = 0; i < outside.total(); ++i) {
        if (outside.data[i] == 0) {
            limbOfLabel[nearest.ptr<int>()[i]] = limbs.data[i];
        }
    }
    for (size_t i = 0; i < outside.total(); ++i) {
        limbs.data[i] = limbOfLabel[nearest.ptr<int>()[i]];
    }
    return limbs;
}

} // namespace maquette
