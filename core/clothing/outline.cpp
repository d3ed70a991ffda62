// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/outline.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace maquette {
namespace {

constexpr double kWorkingHeight = 500.0; ///< pixels of person
constexpr double kMargin = 0.06;         ///< round mask and body, of the person's height
constexpr float kReach = 0.07F;          ///< of the person's height
constexpr float kTurnCost = 0.06F;       ///< of the person's height, per 1 - cosine
constexpr float kLeastAgreement = 0.6F;  ///< cosine between normals
constexpr size_t kShortestBorder = 26;   ///< pixels; smaller holes are noise

cv::Rect bodyBox(const Camera& camera, const Points& positions) {
    const Points pixels = project(camera, positions);
    cv::Rect2f box;
    bool first = true;
    for (Eigen::Index v = 0; v < pixels.rows(); ++v) {
        if (pixels(v, 2) <= 0.0F) {
            continue;
        }
        const cv::Rect2f point(pixels(v, 0), pixels(v, 1), 1.0F, 1.0F);
        box = first ? point : (box | point);
        first = false;
    }
    const cv::Rect2f frame(0.0F, 0.0F, static_cast<float>(camera.width),
                           static_cast<float>(camera.height));
    return cv::Rect(box & frame);
}

bool isAtPhotoEdge(const cv::Point& p, const OutlineView& view) {
    return (view.cutLeft && p.x < 2) || (view.cutTop && p.y < 2) ||
           (view.cutRight && p.x > view.mask.cols - 3) ||
           (view.cutBottom && p.y > view.mask.rows - 3);
}

} // namespace

OutlineView makeOutlineView(const Camera& camera, const cv::Mat& mask, const Points& positions) {
    OutlineView view;
    view.camera = camera;
    const cv::Rect person = mask.empty() ? cv::Rect() : cv::boundingRect(mask > 127);
    if (person.area() == 0) {
        return view;
    }
    const int margin = static_cast<int>(std::ceil(kMargin * person.height)) + 2;
    const cv::Rect wanted = person | bodyBox(camera, positions);
    const cv::Rect box = cv::Rect(wanted.x - margin, wanted.y - margin, wanted.width + 2 * margin,
                                  wanted.height + 2 * margin) &
                         cv::Rect(0, 0, mask.cols, mask.rows);
    view.cutLeft = box.x == 0;
    view.cutTop = box.y == 0;
    view.cutRight = box.x + box.width == mask.cols;
    view.cutBottom = box.y + box.height == mask.rows;

    const double factor = std::min(1.0, kWorkingHeight / person.height);
    Camera cut = camera;
    cut.cx -= box.x;
    cut.cy -= box.y;
    cut.width = box.width;
    cut.height = box.height;
    view.camera = cut.scaled(factor);
    view.crop = box;
    view.mask = (imageInView(mask, view) > 127) / 255;
    view.personHeight = static_cast<float>(person.height * factor);
    return view;
}

cv::Mat imageInView(const cv::Mat& image, const OutlineView& view) {
    cv::Mat result;
    cv::resize(image(view.crop), result, cv::Size(view.camera.width, view.camera.height), 0, 0,
               cv::INTER_AREA);
    return result;
}

Contour contourOf(const cv::Mat& binary, const OutlineView& view) {
    std::vector<std::vector<cv::Point>> borders;
    cv::findContours(binary, borders, cv::RETR_CCOMP, cv::CHAIN_APPROX_NONE);
    cv::Mat soft;
    binary.convertTo(soft, CV_32F);
    cv::GaussianBlur(soft, soft, cv::Size(), 2.0);
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(soft, dx, CV_32F, 1, 0);
    cv::Sobel(soft, dy, CV_32F, 0, 1);
    Contour contour;
    for (const auto& border : borders) {
        if (border.size() < kShortestBorder) {
            continue;
        }
        for (const cv::Point& p : border) {
            const cv::Vec2f outward(-dx.at<float>(p), -dy.at<float>(p));
            const float length = std::hypot(outward[0], outward[1]);
            if (length < 1e-6F || isAtPhotoEdge(p, view)) {
                continue;
            }
            contour.points.push_back(p);
            contour.normals.push_back(outward / length);
        }
    }
    return contour;
}

std::vector<int> matchContours(const Contour& from, const Contour& to, float personHeight) {
    std::vector<std::pair<int, int>> byRow; // y, index
    for (size_t j = 0; j < to.points.size(); ++j) {
        byRow.emplace_back(to.points[j].y, static_cast<int>(j));
    }
    std::sort(byRow.begin(), byRow.end());
    const float reach = kReach * personHeight;
    std::vector<int> match(from.points.size(), -1);
    for (size_t i = 0; i < from.points.size(); ++i) {
        const cv::Point& p = from.points[i];
        const int top = p.y - static_cast<int>(reach);
        float best = std::numeric_limits<float>::max();
        int found = -1;
        for (auto row = std::lower_bound(byRow.begin(), byRow.end(), std::make_pair(top, -1));
             row != byRow.end() && static_cast<float>(row->first) <= p.y + reach; ++row) {
            const auto dx = static_cast<float>(to.points[row->second].x - p.x);
            const auto dy = static_cast<float>(row->first - p.y);
            const float square = dx * dx + dy * dy;
            if (square > reach * reach) {
                continue;
            }
            const float agreement = from.normals[i].dot(to.normals[row->second]);
            const float cost = std::sqrt(square) + (1.0F - agreement) * kTurnCost * personHeight;
            if (cost < best) {
                best = cost;
                found = agreement > kLeastAgreement ? row->second : -1;
            }
        }
        match[i] = found;
    }
    return match;
}

cv::Mat coverage(const Raster& raster) {
    cv::Mat result(raster.height, raster.width, CV_8UC1);
    for (int y = 0; y < raster.height; ++y) {
        for (int x = 0; x < raster.width; ++x) {
            result.at<uchar>(y, x) = raster.at(x, y) >= 0 ? 1 : 0;
        }
    }
    return result;
}

} // namespace maquette
