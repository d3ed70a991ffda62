// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/skirt_sight.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {
namespace {

constexpr int kStepsPerBone = 40;   ///< of thigh and of shin
constexpr int kFirstStep = 6;       ///< above it is the crotch
constexpr float kLeastGap = 0.035F; ///< metres between the bare legs; narrower says nothing
constexpr int kLeastFilled = 6;
/// Bounds of SkirtSigns::crease, between what skirts (1.0 ... 2.2) and trousers and shorts
/// (1.9 ... 6) of photos and of made-up people show.
constexpr float kFilledCrease = 2.6F; ///< where cloth fills the gap
constexpr float kClosedCrease = 1.6F; ///< where there is no gap
constexpr float kShortest = 0.4F;     ///< hems above are shorts' where there is no gap
constexpr float kHemCut = 0.008F; ///< metres: rather short than with the legs' colour on its hem
constexpr int kOpenings = 2;      ///< open steps that end a skirt; one may be a fold's shade

enum class Gap { Unknown, Open, Filled };

/// A leg in the photo and in the rest pose.
struct Leg {
    std::array<Eigen::Vector3f, 3> pixel; ///< hip, knee, ankle
    std::array<float, 3> height{};        ///< rest pose, metres

    [[nodiscard]] Eigen::Vector3f pixelAt(float t) const {
        const int bone = t < 1.0F ? 0 : 1;
        return pixel[bone] + (t - bone) * (pixel[bone + 1] - pixel[bone]);
    }
    [[nodiscard]] float heightAt(float t) const {
        const int bone = t < 1.0F ? 0 : 1;
        return height[bone] + (t - bone) * (height[bone + 1] - height[bone]);
    }
};

Leg legOf(const LayerScene& scene, const std::string& side) {
    Leg leg;
    int i = 0;
    for (const char* bone : {"upperleg01.", "lowerleg01.", "foot."}) {
        leg.pixel[i] = scene.jointPixel(bone + side);
        const int index = scene.input->skeleton.indexOf(bone + side);
        leg.height[i++] = scene.input->skeleton.bones[index].head.y();
    }
    return leg;
}

float placeOf(int step) {
    return static_cast<float>(step) / kStepsPerBone;
}

cv::Point toPixel(const Eigen::Vector2f& p) {
    return {cvRound(p.x()), cvRound(p.y())};
}

bool isInView(const LayerScene& scene, const cv::Point& p) {
    return cv::Rect(0, 0, scene.view.mask.cols, scene.view.mask.rows).contains(p);
}

bool isSkin(const LayerScene& scene, const cv::Point& p) {
    return scene.skin.at<uchar>(p) >= 128;
}

bool isCloth(const LayerScene& scene, const cv::Point& p) {
    return scene.view.mask.at<uchar>(p) != 0 && !isSkin(scene, p);
}

/// What is in the middle of the gap between the bare legs, along the line from leg to leg.
Gap gapBetween(const LayerScene& scene, const Eigen::Vector3f& left, const Eigen::Vector3f& right) {
    const Eigen::Vector2f from = left.head<2>();
    const Eigen::Vector2f step = right.head<2>() - from;
    const int count = std::max(2, static_cast<int>(step.norm()));
    std::vector<cv::Point> gap;
    for (int i = 0; i <= count; ++i) {
        const cv::Point pixel =
            toPixel(from + step * static_cast<float>(i) / static_cast<float>(count));
        if (isInView(scene, pixel) && scene.bareBody.at<uchar>(pixel) == 0) {
            gap.push_back(pixel);
        }
    }
    const float least = kLeastGap * scene.pixelsPerMetre((left.z() + right.z()) / 2);
    if (static_cast<float>(gap.size()) < least) {
        return Gap::Unknown;
    }
    const size_t third = gap.size() / 3;
    const auto cloth = std::count_if(gap.begin() + static_cast<std::ptrdiff_t>(third),
                                     gap.end() - static_cast<std::ptrdiff_t>(third),
                                     [&](const cv::Point& p) { return isCloth(scene, p); });
    return 2 * cloth > static_cast<std::ptrdiff_t>(gap.size() - 2 * third) ? Gap::Filled
                                                                           : Gap::Open;
}

/// Where the leg's skin begins that goes on down the leg; 2 where it does not.
float bareFrom(const LayerScene& scene, const Leg& leg) {
    int first = 2 * kStepsPerBone;
    int covered = 0;
    for (int i = (19 * kStepsPerBone) / 10; i > 4 && covered < kOpenings; --i) {
        const cv::Point pixel = toPixel(leg.pixelAt(placeOf(i)).head<2>());
        if (!isInView(scene, pixel)) {
            continue;
        }
        if (isSkin(scene, pixel)) {
            first = i;
            covered = 0;
        } else if (first < 2 * kStepsPerBone || i < (3 * kStepsPerBone) / 2) {
            ++covered; // boots and socks may hide the ankle
        }
    }
    return placeOf(first);
}

/// The strongest connected edge that runs down between the legs, against the mean of all edges.
float creaseBetween(const LayerScene& scene, const Leg& left, const Leg& right, float hem) {
    constexpr int kAcross = 41;
    constexpr float kLeastHalf = 0.06F; ///< metres
    cv::Mat lab;
    cv::GaussianBlur(scene.photo, lab, {0, 0}, 1.0);
    cv::cvtColor(lab, lab, cv::COLOR_BGR2Lab);
    std::array<float, kAcross> best{};
    float total = 0.0F;
    int count = 0;
    int steps = 0;
    for (int i = 2 * kFirstStep; placeOf(i) < hem - 0.03F; ++i, ++steps) {
        const Eigen::Vector3f a = left.pixelAt(placeOf(i));
        const Eigen::Vector3f b = right.pixelAt(placeOf(i));
        const Eigen::Vector2f centre = (a.head<2>() + b.head<2>()) / 2;
        const Eigen::Vector2f across = b.head<2>() - a.head<2>();
        const float half =
            std::max(0.5F * across.norm(), kLeastHalf * scene.pixelsPerMetre((a.z() + b.z()) / 2));
        std::array<float, kAcross> edge{};
        for (int k = 0; k < kAcross; ++k) {
            const float s = 0.8F * half * (2.0F * static_cast<float>(k) / (kAcross - 1) - 1.0F);
            const cv::Point p = toPixel(centre + Eigen::Vector2f(s - 1.0F, 0.0F));
            const cv::Point q = toPixel(centre + Eigen::Vector2f(s + 1.0F, 0.0F));
            if (isInView(scene, p) && isInView(scene, q) && isCloth(scene, p) &&
                isCloth(scene, q)) {
                edge[k] = static_cast<float>(
                    cv::norm(cv::Vec3i(lab.at<cv::Vec3b>(p)) - cv::Vec3i(lab.at<cv::Vec3b>(q))));
                total += edge[k];
                ++count;
            }
        }
        std::array<float, kAcross> next{};
        for (int k = 0; k < kAcross; ++k) {
            const int low = std::max(0, k - 1);
            const int high = std::min(kAcross - 1, k + 1);
            next[k] = edge[k] + *std::max_element(best.begin() + low, best.begin() + high + 1);
        }
        best = next;
    }
    if (steps == 0 || count == 0) {
        return 0.0F;
    }
    const float along = *std::ranges::max_element(best) / static_cast<float>(steps);
    return along / (total / static_cast<float>(count) + 1.0F);
}

/// Mean colour of the leg's middle between two places; nothing where it is out of the picture.
std::optional<cv::Vec3d> colorBetween(const LayerScene& scene, const Leg& leg, float from,
                                      float to) {
    cv::Vec3d sum;
    int count = 0;
    for (float t = from; t <= to; t += placeOf(1)) {
        const cv::Point pixel = toPixel(leg.pixelAt(t).head<2>());
        if (isInView(scene, pixel) && scene.view.mask.at<uchar>(pixel) != 0) {
            sum += cv::Vec3d(scene.photo.at<cv::Vec3b>(pixel));
            ++count;
        }
    }
    return count > 0 ? std::optional(sum * (1.0 / count)) : std::nullopt;
}

/// The place near @p about at which the leg's colour changes most.
float edgeNear(const LayerScene& scene, const Leg& leg, float about) {
    constexpr float kWindow = 0.15F;
    float best = about;
    double most = 0.0;
    for (float t = std::max(0.3F, about - 0.5F); t < std::min(1.9F, about + 0.1F);
         t += placeOf(1)) {
        const auto above = colorBetween(scene, leg, t - kWindow, t - placeOf(1));
        const auto below = colorBetween(scene, leg, t + placeOf(1), t + kWindow);
        if (above && below && cv::norm(*above - *below) > most) {
            most = cv::norm(*above - *below);
            best = t;
        }
    }
    return best;
}

/// Rest height from which the trunk is bare upwards; nothing where it is dressed.
std::optional<float> bareAbove(const LayerScene& scene) {
    constexpr float kBin = 0.03F; ///< metres; the trunk's rings are about as far apart
    constexpr int kBins = 8;
    constexpr int kRun = 2;
    const LayerInput& input = *scene.input;
    const int hip = input.skeleton.indexOf("upperleg01.L");
    const float floor = input.skeleton.bones[hip].head.y() + 0.05F;
    const Points pixels = project(scene.view.camera, scene.posed);
    std::array<cv::Vec2f, kBins> bins{}; // skin, vertices
    for (size_t v = 0; v < input.templateMesh->regions.size(); ++v) {
        const auto row = static_cast<Eigen::Index>(v);
        const int bin = static_cast<int>(std::floor((input.rest(row, 1) - floor) / kBin));
        const cv::Point pixel = toPixel(pixels.row(row).head<2>().transpose());
        if (input.templateMesh->regions[v] == BodyRegion::Torso && bin >= 0 && bin < kBins &&
            std::abs(input.rest(row, 0)) < 0.06F && isInView(scene, pixel) &&
            scene.limbs.at<uchar>(pixel) == static_cast<uchar>(Limb::Trunk)) {
            bins[bin] += cv::Vec2f(isSkin(scene, pixel) ? 1.0F : 0.0F, 1.0F);
        }
    }
    int run = 0;
    for (int bin = 0; bin < kBins; ++bin) {
        run = bins[bin][0] > 0.6F * bins[bin][1] && bins[bin][1] > 0.0F ? run + 1 : 0;
        if (run == kRun) {
            return floor + kBin * static_cast<float>(bin - kRun + 1);
        }
    }
    return std::nullopt;
}

} // namespace

SkirtSigns skirtSigns(const LayerScene& scene) {
    const Leg left = legOf(scene, "L");
    const Leg right = legOf(scene, "R");
    SkirtSigns signs;
    signs.bareLeft = bareFrom(scene, left);
    signs.bareRight = bareFrom(scene, right);
    const float hem = std::min({1.9F, signs.bareLeft, signs.bareRight});
    int open = 0;
    for (int i = kFirstStep; placeOf(i) < hem; ++i) {
        const float t = placeOf(i);
        const Gap gap = gapBetween(scene, left.pixelAt(t), right.pixelAt(t));
        if (gap == Gap::Filled) {
            ++signs.filled;
            signs.lastCloth = t;
            signs.open += open;
            open = 0;
        } else if (gap == Gap::Open) {
            ++open;
        }
    }
    signs.open += signs.filled == 0 ? open : 0;
    signs.crease = creaseBetween(scene, left, right, hem);
    return signs;
}

std::optional<SkirtSight> findSkirt(const LayerScene& scene) {
    const SkirtSigns signs = skirtSigns(scene);
    const bool isBare = signs.bareLeft < 2.0F && signs.bareRight < 2.0F;
    const bool isFilled = signs.filled >= kLeastFilled && 4 * signs.open <= signs.filled;
    const bool isUnknown = signs.filled == 0 && signs.open == 0;
    const float bare = std::min(signs.bareLeft, signs.bareRight);
    const bool isSkirt =
        isFilled ? signs.crease < kFilledCrease
                 : isUnknown && isBare && bare > kShortest && signs.crease < kClosedCrease;
    if (!isSkirt) {
        return std::nullopt;
    }
    const Leg left = legOf(scene, "L");
    const Leg right = legOf(scene, "R");
    const float end = bare < 2.0F ? bare : signs.lastCloth;
    SkirtSight sight;
    sight.hem =
        (left.heightAt(edgeNear(scene, left, end)) + right.heightAt(edgeNear(scene, right, end))) /
        2;
    sight.waist = bareAbove(scene);
    return sight;
}

} // namespace maquette
