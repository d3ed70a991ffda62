// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/decode.h"

#include "tests/image/image_bytes.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

using test::assetBytes;
using test::assetPath;
using test::quarterLetters;
using test::quarters;
using test::TempFolder;

constexpr int kLossy = 12; ///< grey levels that lossy coding may be off in the middle of a quarter

/// Decodes, and fails the test where that fails.
Photo decoded(const std::filesystem::path& path) {
    auto photo = decodePhoto(path);
    EXPECT_TRUE(photo.has_value()) << (photo ? "" : describe(photo.error()));
    return photo ? *photo : Photo{path, cv::Mat::zeros(4, 4, CV_8UC3), {}, {}};
}

Photo decodedBytes(const Bytes& bytes) {
    const TempFolder folder;
    return decoded(folder.file("picture", bytes));
}

cv::Mat withAlpha(const cv::Mat& bgr, double full) {
    cv::Mat alpha(bgr.size(), CV_MAKETYPE(bgr.depth(), 1), cv::Scalar(full));
    alpha(cv::Rect(24, 0, 24, 32)).setTo(full * 64 / 255);
    cv::Mat result;
    cv::merge(std::vector<cv::Mat>{bgr, alpha}, result);
    return result;
}

void expectHalfAlpha(const Photo& photo) {
    ASSERT_EQ(photo.alpha.type(), CV_8UC1);
    ASSERT_EQ(photo.alpha.size(), photo.pixels.size());
    EXPECT_NEAR(photo.alpha.at<uchar>(8, 8), 255, 2);
    EXPECT_NEAR(photo.alpha.at<uchar>(8, 40), 64, 2);
}

class EveryFormat : public testing::TestWithParam<const char*> {};

TEST_P(EveryFormat, ShowsTheFourQuarters) {
    const Photo photo = decoded(assetPath(GetParam()));
    EXPECT_EQ(photo.pixels.type(), CV_8UC3);
    EXPECT_EQ(photo.pixels.size(), cv::Size(48, 32));
    EXPECT_EQ(quarterLetters(photo.pixels, kLossy), "RGBY");
    EXPECT_TRUE(photo.alpha.empty());
    EXPECT_FALSE(photo.focal35.has_value());
    EXPECT_EQ(photo.path, assetPath(GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Files, EveryFormat,
                         testing::Values("plain.jpg", "progressive.jpg", "plain.png", "plain.webp",
                                         "lossy.webp", "plain.tif", "packed.tif", "oriented.tif",
                                         "plain.bmp", "plain.heic", "wide.heic", "plain.avif"));

class FormatWithAlpha : public testing::TestWithParam<const char*> {};

TEST_P(FormatWithAlpha, KeepsIt) {
    const Photo photo = decoded(assetPath(GetParam()));
    EXPECT_EQ(quarterLetters(photo.pixels, kLossy), "RGBY");
    expectHalfAlpha(photo);
}

INSTANTIATE_TEST_SUITE_P(Files, FormatWithAlpha,
                         testing::Values("alpha.png", "alpha.webp", "alpha.tif", "alpha.heic"));

TEST(Decode, ReadsSixteenBitPng) {
    const cv::Mat fine =
        quarters(CV_16U) + cv::Scalar::all(100); // less than half of a step of 8 bits
    const Photo photo = decodedBytes(test::encoded(".png", fine));
    EXPECT_EQ(cv::norm(photo.pixels, quarters(), cv::NORM_INF), 0.0);
    expectHalfAlpha(decodedBytes(test::encoded(".png", withAlpha(fine, 65535))));
}

TEST(Decode, ReadsSixteenBitTiffInBothByteOrders) {
    for (const bool bigEndian : {false, true}) {
        const Photo photo = decodedBytes(test::tiffFile(quarters(CV_16U), {bigEndian, 1, {}}));
        EXPECT_EQ(cv::norm(photo.pixels, quarters(), cv::NORM_INF), 0.0) << bigEndian;
        const Photo clear =
            decodedBytes(test::tiffFile(withAlpha(quarters(CV_16U), 65535), {bigEndian, 1, {}}));
        EXPECT_EQ(quarterLetters(clear.pixels), "RGBY");
        expectHalfAlpha(clear);
    }
}

TEST(Decode, ReadsUnassociatedTiffAlpha) {
    const Photo photo = decodedBytes(test::tiffFile(withAlpha(quarters(), 255)));
    EXPECT_EQ(quarterLetters(photo.pixels), "RGBY");
    expectHalfAlpha(photo);
}

TEST(Decode, ReadsPaletteWithTransparency) {
    const Photo photo = decoded(assetPath("palette.png"));
    EXPECT_EQ(quarterLetters(photo.pixels), "RGBY");
    ASSERT_FALSE(photo.alpha.empty());
    EXPECT_EQ(cv::countNonZero(photo.alpha == 64), 24 * 16);
}

TEST(Decode, SpreadsGreyOverThreeChannels) {
    const Photo photo = decoded(assetPath("grey.jpg"));
    ASSERT_EQ(photo.pixels.type(), CV_8UC3);
    const auto red = photo.pixels.at<cv::Vec3b>(8, 12);
    EXPECT_NEAR(red[0], 88, 4); // luma of the red quarter: 0.299 * 200 + 0.701 * 40
    EXPECT_EQ(red[0], red[1]);
    EXPECT_EQ(red[1], red[2]);
}

TEST(Decode, ReadsCmykJpegWithSensibleColors) {
    EXPECT_EQ(quarterLetters(decoded(assetPath("cmyk.jpg")).pixels, kLossy), "RGBY");
}

TEST(Decode, GoesByContentNotByName) {
    const TempFolder folder;
    EXPECT_EQ(quarterLetters(decoded(folder.file("photo.jpg", assetBytes("plain.png"))).pixels),
              "RGBY");
    EXPECT_EQ(
        quarterLetters(decoded(folder.file("photo.heic", assetBytes("plain.jpg"))).pixels, kLossy),
        "RGBY");
    EXPECT_EQ(
        quarterLetters(decoded(folder.file("photo", assetBytes("plain.heic"))).pixels, kLossy),
        "RGBY");
}

TEST(Decode, OpensFilesWhoseNamesAreNotPlainText) {
    const TempFolder folder;
    EXPECT_EQ(quarterLetters(
                  decoded(folder.file("Fräulein Ωmega 写真.png", assetBytes("plain.png"))).pixels),
              "RGBY");
}

TEST(Decode, StopsWhenCancelled) {
    const CancelToken token;
    token.cancel();
    const auto photo = decodePhoto(assetPath("plain.png"), Context(token));
    ASSERT_FALSE(photo.has_value());
    EXPECT_EQ(photo.error().code, ErrorCode::Cancelled);
}

TEST(Decode, ReadsAHundredMegapixels) {
    const cv::Mat large(10000, 10000, CV_8UC1, cv::Scalar(120));
    const TempFolder folder;
    const Photo photo = decoded(folder.file("large.jpg", test::encoded(".jpg", large)));
    EXPECT_EQ(photo.pixels.size(), cv::Size(10000, 10000));
    EXPECT_NEAR(photo.pixels.at<cv::Vec3b>(9999, 9999)[1], 120, 2);
}

} // namespace
} // namespace maquette
