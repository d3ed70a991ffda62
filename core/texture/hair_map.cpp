// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/hair_map.h"

#include "core/texture/color_histogram.h"
#include "core/texture/visibility.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>

namespace maquette::texture {
namespace {

constexpr float kSliver = 0.012F;   ///< metres: half the width of hair beside a head
constexpr float kFaceRim = 0.014F;  ///< metres of the face's rim that hair may hang over
constexpr float kStrand = 0.004F;   ///< metres
constexpr float kSmooth = 2.5F;     ///< grain of skin, levels of L
constexpr float kStrands = 5.0F;    ///< grain of hair
constexpr float kHeadReach = 0.05F; ///< metres beyond the head's outline
constexpr float kHangReach = 0.65F; ///< metres that hair may hang below the eyes
constexpr float kChestHairy = 0.5F; ///< share of hair-like chest at which hair is not followed
constexpr float kHatShare = 0.45F;  ///< share of the scalp that a hat has at least

/// A pixel of the scalp that is not skin.
struct Seed {
    cv::Vec3b lab;
    float faceDistance; ///< pixels
};

/// Two colours of a head of hair (light and shade, hair and hat), Lab.
struct HairColors {
    std::array<cv::Vec3f, 2> centre;
    std::array<float, 2> share{0.0F, 0.0F};
    std::array<float, 2> faceDistance{0.0F, 0.0F}; ///< mean, pixels

    /// The cluster that is hair: next to the face, if there is enough of it.
    [[nodiscard]] int hair() const {
        const int near = faceDistance[0] <= faceDistance[1] ? 0 : 1;
        return share[near] > 0.12F ? near : 1 - near;
    }
    [[nodiscard]] bool isCovered() const {
        const int other = 1 - hair();
        return share[other] > kHatShare && cv::norm(centre[0] - centre[1]) > 60.0 &&
               faceDistance[other] > 1.6F * faceDistance[hair()];
    }
};

/// Two-means, started from the darker and the lighter half.
HairColors cluster(std::vector<Seed> seeds) {
    std::ranges::stable_sort(seeds, {}, [](const Seed& s) { return s.lab[0]; });
    HairColors colors;
    colors.centre = {cv::Vec3f(seeds[seeds.size() / 5].lab),
                     cv::Vec3f(seeds[seeds.size() * 4 / 5].lab)};
    for (int round = 0; round < 8; ++round) {
        std::array<cv::Vec3d, 2> sum;
        std::array<double, 2> distance{0.0, 0.0};
        std::array<int, 2> count{0, 0};
        for (const Seed& s : seeds) {
            const cv::Vec3f f(s.lab);
            const int nearest =
                cv::norm(f - colors.centre[0]) <= cv::norm(f - colors.centre[1]) ? 0 : 1;
            sum[nearest] += cv::Vec3d(f);
            distance[nearest] += static_cast<double>(s.faceDistance);
            ++count[nearest];
        }
        for (int k = 0; k < 2; ++k) {
            if (count[k] > 0) {
                colors.centre[k] = cv::Vec3f(sum[k] * (1.0 / count[k]));
                colors.faceDistance[k] = static_cast<float>(distance[k] / count[k]);
            }
            colors.share[k] = static_cast<float>(count[k]) / static_cast<float>(seeds.size());
        }
    }
    return colors;
}

cv::Vec3b bgrOf(const cv::Vec3f& lab) {
    cv::Mat one(1, 1, CV_8UC3, cv::Scalar(cvRound(lab[0]), cvRound(lab[1]), cvRound(lab[2])));
    cv::cvtColor(one, one, cv::COLOR_Lab2BGR);
    return one.at<cv::Vec3b>(0, 0);
}

cv::Mat grown(const cv::Mat& area, float pixels) {
    const int r = std::max(1, cvRound(pixels));
    cv::Mat out;
    cv::dilate(area, out, cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * r + 1, 2 * r + 1}));
    return out;
}

/// What of the person is beside the bare head, slivers of an inexact fit left out.
cv::Mat besideHair(const HairPhoto& photo) {
    const int r = std::max(1, cvRound(kSliver * photo.pixelsPerMetre));
    const cv::Mat disc = cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * r + 1, 2 * r + 1});
    cv::Mat wide;
    cv::morphologyEx(photo.beside & photo.inside, wide, cv::MORPH_OPEN, disc);
    return wide;
}

/// The middle of the face, where nothing is hair.
cv::Mat innerFace(const HairPhoto& photo) {
    const int r = std::max(1, cvRound(kFaceRim * photo.pixelsPerMetre));
    cv::Mat inner;
    cv::erode(photo.face, inner,
              cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * r + 1, 2 * r + 1}));
    return inner;
}

/// How much brightness varies from strand to strand, 0 … 1; skin is smooth.
cv::Mat grainOf(const cv::Mat& lab, float pixelsPerMetre) {
    cv::Mat light;
    cv::extractChannel(lab, light, 0);
    light.convertTo(light, CV_32F);
    cv::Mat smooth;
    cv::GaussianBlur(light, smooth, {0, 0}, std::max(1.0F, kStrand * pixelsPerMetre));
    cv::Mat grain = cv::abs(light - smooth);
    cv::GaussianBlur(grain, grain, {0, 0}, std::max(1.5F, 2.0F * kStrand * pixelsPerMetre));
    return grain;
}

/// Colours of scalp and face. Blond hair passes for skin, but not for this face's skin.
struct Telling {
    ColorHistogram scalp;
    ColorHistogram face;
    float scalpPeak = 0.0F; ///< largest density of the scalp's colours

    Telling(const HairPhoto& photo, const cv::Mat& lab, const cv::Mat& hair) {
        const cv::Mat scalpArea = hair & photo.inside;
        const cv::Mat faceArea = photo.face & photo.inside;
        // Equal weights, so that the two densities compare.
        const float scalpWeight = 4000.0F / std::max(1.0F, pixels(scalpArea));
        const float faceWeight = 4000.0F / std::max(1.0F, pixels(faceArea));
        for (int y = 0; y < scalpArea.rows; ++y) {
            for (int x = 0; x < scalpArea.cols; ++x) {
                const cv::Vec3f color(lab.at<cv::Vec3b>(y, x));
                if (scalpArea.at<uchar>(y, x) != 0) {
                    scalp.add(color, scalpWeight);
                } else if (faceArea.at<uchar>(y, x) != 0) {
                    face.add(color, faceWeight);
                }
            }
        }
        for (int y = 0; y < scalpArea.rows; y += 2) {
            for (int x = 0; x < scalpArea.cols; x += 2) {
                if (scalpArea.at<uchar>(y, x) != 0) {
                    scalpPeak =
                        std::max(scalpPeak, scalp.density(cv::Vec3f(lab.at<cv::Vec3b>(y, x))));
                }
            }
        }
    }

    /// 0 … 1: the colour is the scalp's rather than the face's.
    [[nodiscard]] float hair(const cv::Vec3b& lab, uchar skin, float grain) const {
        const cv::Vec3f f(lab);
        const float s = scalp.density(f);
        const float p = s / (s + face.density(f));
        const float smooth = 1.0F - smoothStep(kSmooth, kStrands, grain);
        // Blond hair has the colour of tanned skin, but skin is not rough.
        const float rough =
            smoothStep(kSmooth, 1.2F * kStrands, grain) * static_cast<float>(skin) / 255.0F;
        return std::max(0.8F * rough, smoothStep(0.4F, 0.75F, p) *
                                          (1.0F - smooth * smoothStep(225.0F, 255.0F, skin)));
    }
    /// 0 … 1: the colour is common on the scalp.
    [[nodiscard]] float likeness(const cv::Vec3b& lab) const {
        return std::min(1.0F, scalp.density(cv::Vec3f(lab)) / (0.12F * scalpPeak));
    }

    static float pixels(const cv::Mat& area) { return static_cast<float>(cv::countNonZero(area)); }
};

/// Probability of hair by colour alone, CV_8UC1, and how common the colour is on the scalp.
struct HairMaps {
    cv::Mat hair;
    cv::Mat likeness;
};

HairMaps mapHair(const HairPhoto& photo, const cv::Mat& labs, const Telling& telling) {
    cv::Mat grain = grainOf(labs, photo.pixelsPerMetre);
    // The outline of a smooth arm is no grain.
    cv::Mat rim;
    const int r = std::max(1, cvRound(3.0F * kStrand * photo.pixelsPerMetre));
    cv::erode(photo.inside, rim, cv::Mat::ones(2 * r + 1, 2 * r + 1, CV_8UC1));
    grain.setTo(kSmooth, (rim == 0) | photo.face | photo.scalp | photo.temple);
    HairMaps maps{cv::Mat(labs.size(), CV_8UC1, cv::Scalar(0)),
                  cv::Mat(labs.size(), CV_8UC1, cv::Scalar(0))};
    for (int y = 0; y < labs.rows; ++y) {
        for (int x = 0; x < labs.cols; ++x) {
            // Beyond the mask too: colours and skin are extended there.
            const cv::Vec3b& lab = labs.at<cv::Vec3b>(y, x);
            const float hair = telling.hair(lab, photo.skin.at<uchar>(y, x), grain.at<float>(y, x));
            maps.hair.at<uchar>(y, x) = cv::saturate_cast<uchar>(255.0F * hair);
            maps.likeness.at<uchar>(y, x) =
                cv::saturate_cast<uchar>(255.0F * hair * telling.likeness(lab));
        }
    }
    return maps;
}

std::vector<Seed> gatherSeeds(const HairPhoto& photo, const cv::Mat& lab, const cv::Mat& hair) {
    cv::Mat faceDistance;
    cv::distanceTransform(255 - photo.face, faceDistance, cv::DIST_L2, cv::DIST_MASK_3);
    const cv::Mat area = photo.scalp & photo.inside & (hair > 128);
    std::vector<Seed> seeds;
    for (int y = 0; y < area.rows; ++y) {
        for (int x = 0; x < area.cols; ++x) {
            if (area.at<uchar>(y, x) != 0) {
                seeds.push_back({lab.at<cv::Vec3b>(y, x), faceDistance.at<float>(y, x)});
            }
        }
    }
    return seeds;
}

/// Hair-coloured pixels that hang together with the head's: 255. Empty where the chest has the
/// hair's colours.
cv::Mat hangingHair(const cv::Mat& likeness, const HairPhoto& photo, const cv::Mat& head) {
    const int chest = cv::countNonZero(photo.chest);
    const int hairy = cv::countNonZero(photo.chest & (likeness > 110));
    if (hairy > kChestHairy * static_cast<float>(chest)) {
        return {};
    }
    cv::Mat candidates = ((likeness > 90) & (photo.lower == 0)) | head;
    cv::morphologyEx(candidates, candidates, cv::MORPH_OPEN, cv::Mat::ones(3, 3, CV_8UC1));
    const cv::Rect face = cv::boundingRect(photo.face);
    const int below = face.y + face.height / 2 + cvRound(kHangReach * photo.pixelsPerMetre);
    if (below < candidates.rows) {
        candidates.rowRange(std::max(0, below), candidates.rows).setTo(0);
    }
    cv::Mat labels;
    const int count = cv::connectedComponents(candidates, labels, 8, CV_32S);
    std::vector<char> touches(count, 0);
    for (int y = 0; y < labels.rows; ++y) {
        for (int x = 0; x < labels.cols; ++x) {
            if (head.at<uchar>(y, x) != 0) {
                touches[labels.at<int>(y, x)] = 1;
            }
        }
    }
    touches[0] = 0;
    cv::Mat hanging(labels.size(), CV_8UC1);
    for (int y = 0; y < labels.rows; ++y) {
        for (int x = 0; x < labels.cols; ++x) {
            hanging.at<uchar>(y, x) = touches[labels.at<int>(y, x)] != 0 ? 255 : 0;
        }
    }
    return hanging;
}

} // namespace

HairSight seeHair(const HairPhoto& photo) {
    HairSight result;
    result.color = {28, 34, 44};
    result.probability = cv::Mat(photo.pixels.size(), CV_8UC1, cv::Scalar(0));
    cv::Mat lab;
    cv::cvtColor(photo.pixels, lab, cv::COLOR_BGR2Lab);
    const cv::Mat beside = besideHair(photo);
    HairMaps maps = mapHair(photo, lab, Telling(photo, lab, photo.scalp | beside));
    maps.hair.setTo(255, beside);
    maps.likeness.setTo(255, beside);
    std::vector<Seed> seeds = gatherSeeds(photo, lab, maps.hair);
    if (seeds.size() < 30 ||
        static_cast<int>(seeds.size()) < cv::countNonZero(photo.scalp & photo.inside) / 4) {
        return result;
    }
    const HairColors colors = cluster(std::move(seeds));
    result.found = true;
    result.covered = colors.isCovered();
    result.color = bgrOf(colors.centre[colors.hair()]);

    const float reach = kHeadReach * photo.pixelsPerMetre;
    const cv::Mat head =
        beside | (photo.scalp & (maps.hair > 100)) |
        (photo.offBody & grown(photo.scalp, reach) & (maps.hair > 100) & (maps.likeness > 60));
    const cv::Mat hanging = hangingHair(maps.likeness & photo.inside, photo, head);
    cv::Mat place = head | photo.temple;
    if (!hanging.empty()) {
        place |= hanging & (innerFace(photo) == 0);
    }
    maps.hair.copyTo(result.probability, place);
    return result;
}

} // namespace maquette::texture
