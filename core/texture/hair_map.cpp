// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/hair_map.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>

namespace maquette {
namespace {

constexpr float kLayerReach = 0.04F; ///< metres round a hair layer where hair may be
constexpr float kHeadReach = 0.05F;  ///< metres beyond the head's outline

/// Two colours of a head of hair (light and shade, hair and hat), Lab, with one spread.
struct HairColors {
    std::array<cv::Vec3f, 2> centre;
    cv::Vec3f sigma{22.0F, 6.0F, 8.0F};

    [[nodiscard]] float likeness(const cv::Vec3b& lab) const {
        float best = 1e9F;
        for (const cv::Vec3f& c : centre) {
            float sum = 0.0F;
            for (int k = 0; k < 3; ++k) {
                const float d = (static_cast<float>(lab[k]) - c[k]) / sigma[k];
                sum += d * d;
            }
            best = std::min(best, sum);
        }
        return std::exp(-0.5F * std::max(0.0F, best - 1.0F));
    }
};

/// Two-means, started from the darker and the lighter half.
HairColors cluster(std::vector<cv::Vec3b> seeds) {
    std::ranges::stable_sort(seeds, {}, [](const cv::Vec3b& c) { return c[0]; });
    HairColors colors;
    colors.centre = {cv::Vec3f(seeds[seeds.size() / 5]), cv::Vec3f(seeds[seeds.size() * 4 / 5])};
    for (int round = 0; round < 8; ++round) {
        std::array<cv::Vec3d, 2> sum;
        std::array<int, 2> count{0, 0};
        for (const cv::Vec3b& s : seeds) {
            const cv::Vec3f f(s);
            const int nearest =
                cv::norm(f - colors.centre[0]) <= cv::norm(f - colors.centre[1]) ? 0 : 1;
            sum[nearest] += cv::Vec3d(f);
            ++count[nearest];
        }
        for (int k = 0; k < 2; ++k) {
            if (count[k] > 0) {
                colors.centre[k] = cv::Vec3f(sum[k] * (1.0 / count[k]));
            }
        }
    }
    return colors;
}

cv::Vec3b medianColor(const cv::Mat& bgr, const cv::Mat& where) {
    std::array<std::vector<uchar>, 3> channels;
    for (int y = 0; y < bgr.rows; ++y) {
        for (int x = 0; x < bgr.cols; ++x) {
            if (where.at<uchar>(y, x) != 0) {
                for (int k = 0; k < 3; ++k) {
                    channels[k].push_back(bgr.at<cv::Vec3b>(y, x)[k]);
                }
            }
        }
    }
    cv::Vec3b color;
    for (int k = 0; k < 3; ++k) {
        const auto middle =
            channels[k].begin() + static_cast<std::ptrdiff_t>(channels[k].size() / 2);
        std::nth_element(channels[k].begin(), middle, channels[k].end());
        color[k] = *middle;
    }
    return color;
}

/// What is where on the head, at view resolution, each 0 or 255.
struct HeadAreas {
    cv::Mat scalp; ///< scalp or hair layer seen
    cv::Mat head;  ///< any of the head or a hair layer seen
    cv::Mat layer; ///< hair layer seen
};

HeadAreas headAreas(const View& view, const BodyZones& zones, const std::vector<int>& hairLayers) {
    const cv::Mat& surface = view.seenSurface();
    HeadAreas areas;
    for (cv::Mat* area : {&areas.scalp, &areas.head, &areas.layer}) {
        *area = cv::Mat(surface.size(), CV_8UC1, cv::Scalar(0));
    }
    for (int y = 0; y < surface.rows; ++y) {
        for (int x = 0; x < surface.cols; ++x) {
            const int seen = surface.at<short>(y, x);
            const bool isLayer = std::ranges::find(hairLayers, seen) != hairLayers.end();
            bool isScalp = isLayer;
            bool isHead = isLayer;
            if (seen == 0) {
                const int v = view.surface(0).triangles(view.seenTriangle().at<int>(y, x), 0);
                isScalp = zones.zone[v] == Zone::Scalp;
                isHead = zones.limb[v] == Limb::Head && zones.zone[v] != Zone::Neck;
            }
            areas.layer.at<uchar>(y, x) = isLayer ? 255 : 0;
            areas.scalp.at<uchar>(y, x) = isScalp ? 255 : 0;
            areas.head.at<uchar>(y, x) = isHead ? 255 : 0;
        }
    }
    return areas;
}

cv::Mat grown(const cv::Mat& area, float pixels) {
    const int r = std::max(1, cvRound(pixels));
    cv::Mat out;
    cv::dilate(area, out, cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * r + 1, 2 * r + 1}));
    return out;
}

} // namespace

HairSight seeHair(const View& view, const BodyZones& zones, const std::vector<int>& hairLayers) {
    const PhotoCrop& crop = view.crop();
    HairSight result;
    result.color = {28, 34, 44};
    result.probability = cv::Mat(crop.pixels.size(), CV_8UC1, cv::Scalar(0));
    const HeadAreas areas = headAreas(view, zones, hairLayers);
    const cv::Size size = areas.head.size();
    cv::Mat bgr;
    cv::Mat skin;
    cv::Mat inside;
    cv::resize(crop.pixels, bgr, size, 0, 0, cv::INTER_AREA);
    cv::resize(crop.skin, skin, size, 0, 0, cv::INTER_AREA);
    cv::resize(crop.inside, inside, size, 0, 0, cv::INTER_NEAREST);
    const cv::Mat seedArea = areas.scalp & inside & (skin < 110);
    const int seeds = cv::countNonZero(seedArea);
    if (seeds < 30 || seeds < cv::countNonZero(areas.scalp & inside) / 4) {
        return result;
    }
    cv::Mat lab;
    cv::cvtColor(bgr, lab, cv::COLOR_BGR2Lab);
    std::vector<cv::Vec3b> colors;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            if (seedArea.at<uchar>(y, x) != 0) {
                colors.push_back(lab.at<cv::Vec3b>(y, x));
            }
        }
    }
    const HairColors model = cluster(std::move(colors));
    const float perMetre = crop.pixelsPerMetre * view.scale();
    const cv::Mat nearHead = grown(areas.scalp, kHeadReach * perMetre);
    const cv::Mat nearLayer = grown(areas.layer, kLayerReach * perMetre);
    cv::Mat probability(size, CV_8UC1, cv::Scalar(0));
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const float bare = static_cast<float>(skin.at<uchar>(y, x)) / 255.0F;
            const bool onScalp = areas.scalp.at<uchar>(y, x) != 0;
            const bool offBody = view.seenSurface().at<short>(y, x) < 0;
            float hair = 0.0F;
            if (onScalp || (offBody && nearHead.at<uchar>(y, x) != 0)) {
                hair = 1.0F - bare;
            } else if (nearLayer.at<uchar>(y, x) != 0 || nearHead.at<uchar>(y, x) != 0) {
                hair = (1.0F - bare) * model.likeness(lab.at<cv::Vec3b>(y, x));
            }
            probability.at<uchar>(y, x) = cv::saturate_cast<uchar>(hair * 255.0F);
        }
    }
    probability.setTo(0, inside == 0);
    result.found = true;
    result.color = medianColor(bgr, seedArea);
    cv::resize(probability, result.probability, crop.pixels.size(), 0, 0, cv::INTER_LINEAR);
    return result;
}

} // namespace maquette
