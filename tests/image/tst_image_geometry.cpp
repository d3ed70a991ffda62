// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/guided_filter.h"
#include "core/image/photo_levels.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

/// Blue grows to the right, green downwards, both from 0 to 255.
Photo ramps(cv::Size size) {
    Photo photo;
    photo.pixels.create(size, CV_8UC3);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            photo.pixels.at<cv::Vec3b>(y, x) =
                cv::Vec3b(cv::saturate_cast<uchar>(255.0 * x / (size.width - 1)),
                          cv::saturate_cast<uchar>(255.0 * y / (size.height - 1)), 99);
        }
    }
    return photo;
}

/// Every pixel of a crop must show what is at the place that pixelsToPhoto names.
void expectCropMatches(const PhotoLevels& photo, const SquareCrop& crop, int size) {
    const cv::Mat cut = crop.cut(photo, size);
    ASSERT_EQ(cut.size(), cv::Size(size, size));
    const cv::Matx23d toPhoto = crop.pixelsToPhoto(size);
    int seen = 0;
    for (int y = 0; y < size; y += 5) {
        for (int x = 0; x < size; x += 5) {
            const cv::Vec2d p = toPhoto * cv::Vec3d(x, y, 1);
            const auto unit = static_cast<float>(size);
            const cv::Point2f q = crop.toPhoto(
                {(static_cast<float>(x) + 0.5F) / unit, (static_cast<float>(y) + 0.5F) / unit});
            EXPECT_NEAR(p[0], q.x, 1e-2);
            EXPECT_NEAR(p[1], q.y, 1e-2);
            const double margin = crop.side / size + 3;
            if (p[0] < margin || p[1] < margin || p[0] > photo.full.cols - margin ||
                p[1] > photo.full.rows - margin) {
                continue;
            }
            const auto color = cut.at<cv::Vec3b>(y, x);
            EXPECT_NEAR(color[0], 255.0 * p[0] / (photo.full.cols - 1), 1.6) << p;
            EXPECT_NEAR(color[1], 255.0 * p[1] / (photo.full.rows - 1), 1.6) << p;
            ++seen;
        }
    }
    EXPECT_GT(seen, 20);
}

TEST(SquareCrop, ShowsWhatItSays) {
    const PhotoLevels small(ramps({500, 400}));
    EXPECT_EQ(small.working.size(), small.full.size());
    expectCropMatches(small, {{250, 200}, 150, 0.0F}, 128);
    expectCropMatches(small, {{240.3F, 180.7F}, 220, 0.7F}, 192);
    expectCropMatches(small, {{250, 200}, 900, -2.5F}, 128); // reaches beyond the photo
}

TEST(SquareCrop, TakesTheLevelThatFits) {
    const PhotoLevels large(ramps({3000, 2000}));
    EXPECT_EQ(large.working.size(), cv::Size(1280, 853));
    expectCropMatches(large, {{1500, 1000}, 2000, 0.3F}, 256); // from the working image
    expectCropMatches(large, {{1500, 1000}, 300, 0.3F}, 256);  // from the photo
}

TEST(SquareCrop, IsBlackOutsideThePhoto) {
    const PhotoLevels photo(ramps({100, 80}));
    EXPECT_EQ(cv::countNonZero(SquareCrop{{-500, -500}, 100, 0.4F}.cut(photo, 64).reshape(1)), 0);
}

TEST(SquareCrop, TurnsUpwardsWhereItIsTold) {
    const SquareCrop crop =
        SquareCrop::upright({50, 60}, 40, {50, 60}, {80, 60}); // up is to the right
    const cv::Point2f top = crop.toPhoto({0.5F, 0.0F});
    EXPECT_NEAR(top.x, 70, 1e-4);
    EXPECT_NEAR(top.y, 60, 1e-4);
}

TEST(PhotoLevels, LaysTransparentPhotosOnGrey) {
    Photo photo = ramps({20, 10});
    photo.alpha = cv::Mat(photo.pixels.size(), CV_8UC1, cv::Scalar(255));
    photo.alpha.at<uchar>(5, 5) = 0;
    const PhotoLevels levels(photo);
    EXPECT_EQ(levels.full.at<cv::Vec3b>(5, 5), cv::Vec3b(128, 128, 128));
    EXPECT_EQ(levels.full.at<cv::Vec3b>(5, 6), photo.pixels.at<cv::Vec3b>(5, 6));
}

TEST(PhotoLevels, MapsRegionsBothWays) {
    const PhotoLevels levels(ramps({2560, 1280}));
    EXPECT_EQ(levels.toPhoto(cv::Rect(10, 20, 30, 40)), cv::Rect(20, 40, 60, 80));
    EXPECT_EQ(levels.toWorking(cv::Rect2f(20, 40, 60, 80)), cv::Rect(10, 20, 30, 40));
    EXPECT_EQ(levels.toWorking(cv::Rect2f(-500, -500, 9000, 9000)), cv::Rect(0, 0, 1280, 640));
    EXPECT_EQ(levels.toPhoto(cv::Point2f(0, 0)), cv::Point2f(0.5F, 0.5F));
}

/// A disc in one colour on another, and the disc alone.
struct Disc {
    cv::Mat picture;
    cv::Mat truth;

    explicit Disc(int size)
        : picture(size, size, CV_8UC3, cv::Scalar(60, 140, 90)),
          truth(size, size, CV_8UC1, cv::Scalar(0)) {
        const cv::Point center(size / 2, size / 2);
        cv::circle(picture, center, size / 3, cv::Scalar(120, 100, 200), cv::FILLED);
        cv::circle(truth, center, size / 3, cv::Scalar(255), cv::FILLED);
        cv::Mat grain(picture.size(), CV_8SC3);
        cv::theRNG().state = 5;
        cv::randn(grain, 0, 4);
        cv::add(picture, grain, picture, cv::noArray(), CV_8U);
    }
};

int wrongPixels(const cv::Mat& mask, const cv::Mat& truth) {
    return cv::countNonZero((mask > 127) != (truth > 127));
}

TEST(GuidedFilter, DrawsACoarseEdgeToThePictures) {
    const Disc disc(240);
    cv::Mat coarse;
    cv::resize(disc.truth, coarse, cv::Size(40, 40), 0, 0, cv::INTER_NEAREST); // steps of 6 pixels
    cv::resize(coarse, coarse, disc.truth.size(), 0, 0, cv::INTER_LINEAR);
    ASSERT_GT(wrongPixels(coarse, disc.truth), 400);
    coarse.convertTo(coarse, CV_32F, 1 / 255.0);
    const cv::Mat refined = applyGuided(guidedCoefficients(disc.picture, coarse, 8), disc.picture);
    EXPECT_EQ(refined.type(), CV_8UC1);
    EXPECT_LT(wrongPixels(refined, disc.truth), 200); // along an outline of 500 pixels
    EXPECT_EQ(refined.at<uchar>(120, 120), 255);
    EXPECT_EQ(refined.at<uchar>(2, 2), 0);
}

TEST(GuidedFilter, AppliesToALargerPicture) {
    const Disc large(960);
    cv::Mat guide;
    cv::Mat coarse;
    cv::resize(large.picture, guide, cv::Size(240, 240), 0, 0, cv::INTER_AREA);
    cv::resize(large.truth, coarse, cv::Size(240, 240), 0, 0, cv::INTER_AREA);
    cv::GaussianBlur(coarse, coarse, cv::Size(), 3);
    coarse.convertTo(coarse, CV_32F, 1 / 255.0);
    const cv::Mat refined = applyGuided(guidedCoefficients(guide, coarse, 6), large.picture);
    ASSERT_EQ(refined.size(), large.truth.size());
    EXPECT_LT(wrongPixels(refined, large.truth), 960); // less than half a pixel along the outline
}

} // namespace
} // namespace maquette
