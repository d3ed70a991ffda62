// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/skin_map.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace maquette {
namespace {

constexpr int kWorkSide = 1000;

/// Patches of the face mesh that neither beard line, brows nor glasses usually cover.
const std::initializer_list<std::initializer_list<int>> kFacePatches = {
    {50, 101, 36, 205, 187, 123, 117},   // right cheek
    {280, 330, 266, 425, 411, 352, 346}, // left cheek
    {107, 69, 108, 151, 337, 299, 336},  // forehead
    {6, 198, 4, 420},                    // nose
    {200, 201, 421},                     // chin
};

/// Wrists, elbows, knees, ankles: where a body often shows skin.
constexpr int kLimbLandmarks[] = {13, 14, 15, 16, 25, 26, 27, 28};

/// An axis-aligned Gaussian over the three features.
struct SkinModel {
    cv::Vec3f mean;
    cv::Vec3f sigma;

    [[nodiscard]] float distance(const cv::Vec3f& f) const {
        // Shaded and tanned skin may be redder.
        const float shade = std::min(0.0F, f[2] - mean[2]);
        float sum = 0.0F;
        for (int k = 0; k < 3; ++k) {
            const float expected = std::clamp(f[k], mean[k], mean[k] + kShade[k] * shade);
            const float d = (f[k] - expected) / sigma[k];
            sum += d * d;
        }
        return std::sqrt(sum);
    }

    /// At most so much does each feature rise per ln luma below the mean's.
    static constexpr float kShade[3] = {-0.25F, -0.15F, 0.0F};
};

/// Human skin of any complexion: ln R/G 0.1 … 0.6, ln G/B 0 … 0.5.
const SkinModel kAnySkin{{0.33F, 0.22F, 4.7F}, {0.11F, 0.11F, 0.6F}};

/// ln R/G, ln G/B, ln luma of every pixel (CV_32FC3); the offset keeps dark noise small.
cv::Mat features(const cv::Mat& bgr) {
    cv::Mat out(bgr.size(), CV_32FC3);
    for (int y = 0; y < bgr.rows; ++y) {
        const auto* in = bgr.ptr<cv::Vec3b>(y);
        auto* row = out.ptr<cv::Vec3f>(y);
        for (int x = 0; x < bgr.cols; ++x) {
            const float b = in[x][0] + 6.0F;
            const float g = in[x][1] + 6.0F;
            const float r = in[x][2] + 6.0F;
            row[x] = {std::log(r / g), std::log(g / b),
                      std::log(0.114F * b + 0.587F * g + 0.299F * r)};
        }
    }
    return out;
}

float median(std::vector<float>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Median and 1.48 MAD of the sampled features, each sigma at least its floor.
SkinModel robustModel(const std::vector<cv::Vec3f>& samples, const cv::Vec3f& floor) {
    SkinModel model;
    std::vector<float> values(samples.size());
    for (int k = 0; k < 3; ++k) {
        std::ranges::transform(samples, values.begin(), [k](const cv::Vec3f& f) { return f[k]; });
        model.mean[k] = median(values);
        for (float& v : values) {
            v = std::abs(v - model.mean[k]);
        }
        model.sigma[k] = std::clamp(1.48F * median(values), floor[k], 1.7F * floor[k]);
    }
    return model;
}

/// 255 inside the patches of the face that show skin. Empty mask without face points.
cv::Mat facePatches(const Person& person, cv::Size size, double scale) {
    cv::Mat inside(size, CV_8UC1, cv::Scalar(0));
    if (person.face.size() < static_cast<size_t>(kFaceLandmarks)) {
        return inside;
    }
    for (const auto& patch : kFacePatches) {
        std::vector<cv::Point> polygon;
        for (const int i : patch) {
            const cv::Point3f& p = person.face[static_cast<size_t>(i)];
            polygon.emplace_back(cvRound(p.x * scale), cvRound(p.y * scale));
        }
        cv::fillPoly(inside, std::vector<std::vector<cv::Point>>{polygon}, cv::Scalar(255));
    }
    return inside;
}

template <typename T> std::vector<T> valuesWhere(const cv::Mat& image, const cv::Mat& where) {
    std::vector<T> values;
    for (int y = 0; y < image.rows; ++y) {
        const auto* flag = where.ptr<uchar>(y);
        const auto* row = image.ptr<T>(y);
        for (int x = 0; x < image.cols; ++x) {
            if (flag[x] != 0) {
                values.push_back(row[x]);
            }
        }
    }
    return values;
}

/// How far the person's chromaticities spread: the larger interquartile range of the two.
float chromaSpread(const cv::Mat& feature, const cv::Mat& mask) {
    const std::vector<cv::Vec3f> all = valuesWhere<cv::Vec3f>(feature, mask);
    if (all.size() < 16) {
        return 1.0F;
    }
    float spread = 0.0F;
    std::vector<float> values(all.size());
    for (int k = 0; k < 2; ++k) {
        std::ranges::transform(all, values.begin(), [k](const cv::Vec3f& f) { return f[k]; });
        std::ranges::sort(values);
        spread = std::max(spread, values[values.size() * 9 / 10] - values[values.size() / 10]);
    }
    return spread;
}

/// Skin of the limbs, which make-up and light often set apart from the face's.
std::optional<SkinModel> limbModel(const cv::Mat& feature, const cv::Mat& mask,
                                   const Person& person, double scale, const SkinModel& face,
                                   const cv::Vec3f& floor) {
    const int radius = std::max(2, cvRound(person.box.height * scale * 0.02));
    std::vector<cv::Vec3f> samples;
    for (const int i : kLimbLandmarks) {
        const BodyLandmark& mark = person.body[static_cast<size_t>(i)];
        if (mark.visibility < 0.3F) {
            continue;
        }
        const cv::Point centre(cvRound(mark.pixel.x * scale), cvRound(mark.pixel.y * scale));
        const cv::Rect window =
            cv::Rect(centre.x - radius, centre.y - radius, 2 * radius + 1, 2 * radius + 1) &
            cv::Rect({0, 0}, feature.size());
        if (window.empty()) {
            continue;
        }
        for (const cv::Vec3f& f : valuesWhere<cv::Vec3f>(feature(window), mask(window))) {
            if (face.distance(f) < 3.5F) {
                samples.push_back(f);
            }
        }
    }
    if (samples.size() < 60) {
        return std::nullopt;
    }
    return robustModel(samples, floor);
}

/// Standard deviation of ln luma in a 5x5 window: high in hair, lace and leaves.
cv::Mat grain(const cv::Mat& feature) {
    cv::Mat luma;
    cv::Mat mean;
    cv::Mat square;
    cv::extractChannel(feature, luma, 2);
    cv::blur(luma, mean, {5, 5});
    cv::blur(luma.mul(luma), square, {5, 5});
    cv::Mat deviation = cv::max(square - mean.mul(mean), 0.0);
    cv::sqrt(deviation, deviation);
    return deviation;
}

struct Models {
    SkinModel face;
    std::optional<SkinModel> limbs;
    float grainScale = 0.2F; ///< deviation of ln luma at which skin becomes doubtful
};

Models learn(const cv::Mat& feature, const cv::Mat& deviation, const cv::Mat& mask,
             const Person& person, double scale) {
    // Without chroma only luma can tell, so it must be narrow.
    const bool grey = chromaSpread(feature, mask) < 0.12F;
    const cv::Vec3f floor(0.055F, 0.065F, grey ? 0.16F : 0.33F);
    const cv::Mat patches = facePatches(person, feature.size(), scale);
    std::vector<cv::Vec3f> samples = valuesWhere<cv::Vec3f>(feature, patches);
    Models models;
    models.face = samples.size() >= 12 ? robustModel(samples, floor) : kAnySkin;
    if (samples.size() >= 12) {
        std::vector<float> face = valuesWhere<float>(deviation, patches);
        models.grainScale = std::clamp(3.0F * median(face), 0.12F, 0.3F);
    }
    models.limbs = limbModel(feature, mask, person, scale, models.face, floor);
    return models;
}

cv::Mat probability(const cv::Mat& feature, const cv::Mat& deviation, const Models& models) {
    cv::Mat out(feature.size(), CV_8UC1);
    for (int y = 0; y < feature.rows; ++y) {
        const auto* f = feature.ptr<cv::Vec3f>(y);
        const auto* g = deviation.ptr<float>(y);
        auto* row = out.ptr<uchar>(y);
        for (int x = 0; x < feature.cols; ++x) {
            float distance = models.face.distance(f[x]);
            if (models.limbs) {
                distance = std::min(distance, models.limbs->distance(f[x]));
            }
            const float excess = std::max(0.0F, g[x] / models.grainScale - 1.0F);
            const float p = 1.0F / (1.0F + std::exp(1.8F * (distance - 3.0F))) / (1.0F + excess);
            row[x] = cv::saturate_cast<uchar>(p * 257.0F);
        }
    }
    return out;
}

/// The photo and mask at working size; the mask is 255 everywhere where none is given.
double shrink(const Photo& photo, const cv::Mat& mask, cv::Mat& bgr, cv::Mat& inside) {
    const double scale = std::min(1.0, static_cast<double>(kWorkSide) /
                                           std::max(photo.pixels.cols, photo.pixels.rows));
    cv::resize(photo.pixels, bgr, {}, scale, scale, cv::INTER_AREA);
    if (mask.size() == photo.pixels.size()) {
        cv::resize(mask, inside, bgr.size(), 0, 0, cv::INTER_AREA);
    } else {
        inside = cv::Mat(bgr.size(), CV_8UC1, cv::Scalar(255));
    }
    return static_cast<double>(bgr.cols) / photo.pixels.cols;
}

} // namespace

cv::Mat skinMap(const Photo& photo, const Person& person, const cv::Mat& mask) {
    if (photo.pixels.empty()) {
        return {};
    }
    cv::Mat bgr;
    cv::Mat inside;
    const double scale = shrink(photo, mask, bgr, inside);
    cv::GaussianBlur(bgr, bgr, {0, 0}, 0.8);
    const cv::Mat feature = features(bgr);
    const cv::Mat deviation = grain(feature);
    const cv::Mat certain = inside > 200;
    const Models models = learn(feature, deviation, certain, person, scale);
    cv::Mat skin = probability(feature, deviation, models);
    cv::medianBlur(skin, skin, 5); // freckles, jewellery, noise
    cv::multiply(skin, inside, skin, 1.0 / 255.0);
    cv::resize(skin, skin, photo.pixels.size(), 0, 0, cv::INTER_LINEAR);
    return skin;
}

cv::Vec3b faceSkinColor(const Photo& photo, const Person& person) {
    const cv::Vec3b unknown(128, 158, 198);
    if (photo.pixels.empty() || person.face.size() < static_cast<size_t>(kFaceLandmarks)) {
        return unknown;
    }
    const cv::Mat patches = facePatches(person, photo.pixels.size(), 1.0);
    std::vector<cv::Vec3b> samples = valuesWhere<cv::Vec3b>(photo.pixels, patches);
    if (samples.size() < 12) {
        return unknown;
    }
    // The middle third by brightness: medians of each channel would mix light and shade.
    std::ranges::stable_sort(samples, {},
                             [](const cv::Vec3b& c) { return c[0] + 4 * c[1] + 2 * c[2]; });
    cv::Vec3d sum;
    const size_t first = samples.size() / 3;
    const size_t last = samples.size() * 2 / 3;
    for (size_t i = first; i < last; ++i) {
        sum += cv::Vec3d(samples[i]);
    }
    return cv::Vec3b(sum * (1.0 / static_cast<double>(last - first)));
}

} // namespace maquette
