// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/continue_cloth.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette::texture {
namespace {

constexpr uchar kNoCloth = 255;
constexpr float kWindow = 0.10F;       ///< metres: side of the window of the local mean
constexpr float kFold = 0.022F;        ///< metres: broader than this is shading, not a fold
constexpr float kPrintMargin = 0.006F; ///< metres cut off round a print
constexpr int kRounds = 3;

/// Body pixels by garment, hands and hair in front of them left out.
cv::Mat garmentImage(const View& view, const GarmentLabels& labels, const cv::Mat& skin,
                     const cv::Mat& hair, const cv::Mat& inside, const cv::Mat& hands) {
    cv::Mat garment(skin.size(), CV_8UC1, cv::Scalar(kNoCloth));
    for (int y = 0; y < garment.rows; ++y) {
        for (int x = 0; x < garment.cols; ++x) {
            if (view.seenSurface().at<short>(y, x) != 0 || inside.at<uchar>(y, x) == 0 ||
                skin.at<uchar>(y, x) > 140 || hair.at<uchar>(y, x) > 128 ||
                hands.at<uchar>(y, x) != 0) {
                continue;
            }
            const int t = view.seenTriangle().at<int>(y, x);
            const auto corners = view.surface(0).triangles.row(t);
            const Garment g = labels.vertex[corners[0]];
            const bool agree = g == labels.vertex[corners[1]] || g == labels.vertex[corners[2]];
            const Garment most = agree ? g : labels.vertex[corners[1]];
            if (most != Garment::Skin && most != Garment::Hair) {
                garment.at<uchar>(y, x) = static_cast<uchar>(most);
            }
        }
    }
    return garment;
}

/// Weight of each pixel by how common its colour is in the garment: the cloth's own colour starts
/// with most say, a print with little.
cv::Mat commonness(const cv::Mat& lab, const cv::Mat& mask) {
    constexpr int kSide = 16;
    std::array<float, kSide * kSide * kSide> bins{};
    const auto binOf = [](const cv::Vec3b& c) {
        return (c[0] / 16 * kSide + c[1] / 16) * kSide + c[2] / 16;
    };
    for (int y = 0; y < lab.rows; ++y) {
        for (int x = 0; x < lab.cols; ++x) {
            if (mask.at<uchar>(y, x) != 0) {
                bins[binOf(lab.at<cv::Vec3b>(y, x))] += 1.0F;
            }
        }
    }
    const float most = std::max(1.0F, *std::ranges::max_element(bins));
    cv::Mat weight(lab.size(), CV_32FC1, cv::Scalar(0));
    for (int y = 0; y < lab.rows; ++y) {
        for (int x = 0; x < lab.cols; ++x) {
            if (mask.at<uchar>(y, x) != 0) {
                const float share = bins[binOf(lab.at<cv::Vec3b>(y, x))] / most;
                weight.at<float>(y, x) = 0.02F + share * share;
            }
        }
    }
    return weight;
}

/// Weighted mean of a CV_32FC3 image over a square window; where no weight is near, the mean of
/// all.
cv::Mat localMean(const cv::Mat& image, const cv::Mat& weight, int window) {
    cv::Mat weights3;
    cv::merge(std::vector<cv::Mat>{weight, weight, weight}, weights3);
    cv::Mat sum;
    cv::Mat total;
    cv::boxFilter(image.mul(weights3), sum, CV_32F, {window, window}, {-1, -1}, false,
                  cv::BORDER_CONSTANT);
    cv::boxFilter(weight, total, CV_32F, {window, window}, {-1, -1}, false, cv::BORDER_CONSTANT);
    const double everything = std::max(1e-6, cv::sum(weight)[0]);
    const cv::Scalar overall = cv::sum(image.mul(weights3)) / everything;
    cv::Mat mean(image.size(), CV_32FC3);
    for (int y = 0; y < image.rows; ++y) {
        for (int x = 0; x < image.cols; ++x) {
            const float t = total.at<float>(y, x);
            cv::Vec3f& out = mean.at<cv::Vec3f>(y, x);
            for (int k = 0; k < 3; ++k) {
                const auto whole = static_cast<float>(overall[k]);
                out[k] = (sum.at<cv::Vec3f>(y, x)[k] + 0.01F * whole) / (t + 0.01F);
            }
        }
    }
    return mean;
}

/// What counts as another colour than the cloth's, Lab on the 8-bit scale.
struct Tolerance {
    cv::Vec3f limit{30.0F, 9.0F, 9.0F};

    [[nodiscard]] float excess(const cv::Vec3f& difference) const {
        float most = 0.0F;
        for (int k = 0; k < 3; ++k) {
            most = std::max(most, std::abs(difference[k]) / limit[k]);
        }
        return most;
    }
};

/// Three times the cloth's own spread, within bounds: folds and checks stay, letters do not.
Tolerance toleranceOf(const cv::Mat& difference, const cv::Mat& mask) {
    std::array<std::vector<float>, 3> spread;
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            for (int k = 0; k < 3 && mask.at<uchar>(y, x) != 0; ++k) {
                spread[k].push_back(std::abs(difference.at<cv::Vec3f>(y, x)[k]));
            }
        }
    }
    Tolerance tolerance;
    const cv::Vec3f most(60.0F, 24.0F, 24.0F);
    for (int k = 0; k < 3 && !spread[0].empty(); ++k) {
        const auto middle = spread[k].begin() + static_cast<std::ptrdiff_t>(spread[k].size() / 2);
        std::nth_element(spread[k].begin(), middle, spread[k].end());
        tolerance.limit[k] = std::clamp(4.5F * *middle, tolerance.limit[k], most[k]);
    }
    return tolerance;
}

/// The smooth colour of the cloth (Lab, CV_32FC3, half size) and what may differ from it.
struct ClothModel {
    cv::Mat mean;
    Tolerance tolerance;
};

ClothModel learnCloth(const cv::Mat& lab8, const cv::Mat& mask, int window) {
    cv::Mat lab;
    lab8.convertTo(lab, CV_32F);
    cv::Mat weight = commonness(lab8, mask);
    ClothModel model;
    for (int round = 0; round < kRounds; ++round) {
        model.mean = localMean(lab, weight, window);
        const cv::Mat difference = lab - model.mean;
        model.tolerance = toleranceOf(difference, mask);
        for (int y = 0; y < mask.rows; ++y) {
            for (int x = 0; x < mask.cols; ++x) {
                const float e = model.tolerance.excess(difference.at<cv::Vec3f>(y, x));
                weight.at<float>(y, x) =
                    mask.at<uchar>(y, x) != 0 ? std::exp(-e * e) + 1e-4F : 0.0F;
            }
        }
    }
    return model;
}

/// Pixels of the garment that are not its cloth, with a margin: 255.
cv::Mat printsOn(const cv::Mat& lab, const cv::Mat& mask, const cv::Mat& mean,
                 const Tolerance& tolerance, float perMetre) {
    cv::Mat prints(mask.size(), CV_8UC1, cv::Scalar(0));
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            if (mask.at<uchar>(y, x) != 0) {
                const cv::Vec3f difference =
                    cv::Vec3f(lab.at<cv::Vec3b>(y, x)) - mean.at<cv::Vec3f>(y, x);
                prints.at<uchar>(y, x) = tolerance.excess(difference) > 1.0F ? 255 : 0;
            }
        }
    }
    const int r = std::max(1, cvRound(kPrintMargin * perMetre));
    cv::dilate(prints, prints,
               cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * r + 1, 2 * r + 1}));
    return prints & mask;
}

/// Where row y of a labelled image has the garment: the run of mask pixels around x, [first,last].
std::pair<int, int> runAround(const cv::Mat& mask, int x, int y) {
    const auto* row = mask.ptr<uchar>(y);
    int first = x;
    int last = x;
    while (first > 0 && row[first - 1] != 0) {
        --first;
    }
    while (last + 1 < mask.cols && row[last + 1] != 0) {
        ++last;
    }
    return {first, last};
}

/// Belts, hems and stripes: what reaches across the garment from side to side goes on round it.
cv::Mat bandsAmong(const cv::Mat& prints, const cv::Mat& mask) {
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(prints, labels, stats, centres);
    cv::Mat bands(prints.size(), CV_8UC1, cv::Scalar(0));
    for (int i = 1; i < count; ++i) {
        const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                           stats.at<int>(i, cv::CC_STAT_WIDTH),
                           stats.at<int>(i, cv::CC_STAT_HEIGHT));
        int rows = 0;
        for (int y = box.y; y < box.br().y; ++y) {
            const auto* row = labels.ptr<int>(y);
            const auto* hit = std::find(row + box.x, row + box.br().x, i);
            const auto x = static_cast<int>(hit - row);
            const auto [first, last] = runAround(mask, std::min(x, box.br().x - 1), y);
            const auto covered = std::count(row + first, row + last + 1, i);
            rows += static_cast<double>(covered) > 0.85 * (last - first + 1) ? 1 : 0;
        }
        if (rows > box.height / 2) {
            bands.setTo(255, labels == i);
        }
    }
    return bands;
}

/// Adds one garment's clean colours and folds.
void addGarment(ClothSight& cloth, const cv::Mat& pixels, const cv::Mat& lab, const cv::Mat& mask,
                float perMetre) {
    cv::Mat halfLab;
    cv::Mat halfMask;
    const cv::Size half((mask.cols + 1) / 2, (mask.rows + 1) / 2);
    cv::resize(lab, halfLab, half, 0, 0, cv::INTER_AREA);
    cv::resize(mask, halfMask, half, 0, 0, cv::INTER_NEAREST);
    const int window = 2 * std::max(1, cvRound(0.25F * kWindow * perMetre)) + 1;
    const ClothModel model = learnCloth(halfLab, halfMask, window);
    cv::Mat mean;
    cv::resize(model.mean, mean, mask.size(), 0, 0, cv::INTER_LINEAR);
    const cv::Mat prints = printsOn(lab, mask, mean, model.tolerance, perMetre);
    cv::Mat meanColor;
    mean.convertTo(meanColor, CV_8U);
    cv::cvtColor(meanColor, meanColor, cv::COLOR_Lab2BGR);
    pixels.copyTo(cloth.clean, mask);
    meanColor.copyTo(cloth.clean, prints - bandsAmong(prints, mask));

    cv::Mat clean;
    cloth.clean.convertTo(clean, CV_32F);
    cv::Mat weight;
    mask.convertTo(weight, CV_32F, 1.0 / 255.0);
    const int fold = 2 * std::max(1, cvRound(0.5F * kFold * perMetre)) + 1;
    cv::Mat low = localMean(clean, weight, fold); // two boxes are nearly a Gaussian
    low = localMean(low, weight, fold);
    cv::Mat sure;
    cv::GaussianBlur(255 - prints, sure, {0, 0}, std::max(1.0F, 0.004F * perMetre));
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            if (mask.at<uchar>(y, x) == 0) {
                continue;
            }
            const float gain = smoothStep(200.0F, 255.0F, sure.at<uchar>(y, x));
            const cv::Vec3f d = clean.at<cv::Vec3f>(y, x) - low.at<cv::Vec3f>(y, x);
            for (int k = 0; k < 3; ++k) {
                // Softly limited: a fold stays, a sharp ornament fades.
                cloth.detail.at<cv::Vec3f>(y, x)[k] = gain * 24.0F * std::tanh(d[k] / 24.0F);
            }
        }
    }
}

} // namespace

ClothSight seeCloth(const View& view, const GarmentLabels& labels, const cv::Mat& hair) {
    const PhotoCrop& crop = view.crop();
    const cv::Size size = view.seenSurface().size();
    cv::Mat pixels;
    cv::Mat skin;
    cv::Mat hairHere;
    cv::Mat inside;
    cv::Mat hands;
    cv::resize(crop.pixels, pixels, size, 0, 0, cv::INTER_AREA);
    cv::resize(crop.skin, skin, size, 0, 0, cv::INTER_AREA);
    cv::resize(hair, hairHere, size, 0, 0, cv::INTER_AREA);
    cv::resize(crop.inside, inside, size, 0, 0, cv::INTER_NEAREST);
    cv::resize(crop.hands, hands, size, 0, 0, cv::INTER_NEAREST);
    ClothSight cloth;
    cloth.scale = view.scale();
    cloth.garment = garmentImage(view, labels, skin, hairHere, inside, hands);
    cloth.clean = pixels.clone();
    cloth.detail = cv::Mat(size, CV_32FC3, cv::Scalar::all(0));
    cv::Mat lab;
    cv::cvtColor(pixels, lab, cv::COLOR_BGR2Lab);
    const float perMetre = crop.pixelsPerMetre * view.scale();
    for (const Garment g : {Garment::Upper, Garment::Lower}) {
        const cv::Mat mask = cloth.garment == static_cast<int>(g);
        const cv::Rect box = cv::boundingRect(mask);
        if (box.area() < 100) {
            continue;
        }
        ClothSight part{cloth.clean(box), cloth.detail(box), {}, cloth.scale};
        addGarment(part, pixels(box), lab(box), mask(box), perMetre);
    }
    return cloth;
}

} // namespace maquette::texture
