// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/decode.h"

#include "tests/image/image_bytes.h"

#include <gtest/gtest.h>

#include <array>

namespace maquette {
namespace {

using test::assetBytes;
using test::assetPath;
using test::exifBlock;
using test::ExifValue;
using test::quarterLetters;
using test::quarters;
using test::TempFolder;

constexpr int kLossy = 12;
constexpr int kOrientation = 0x0112;
constexpr int kFocalLength = 0x920A;
constexpr int kFocal35 = 0xA405;
constexpr int kPixelsX = 0xA002;
constexpr int kPixelsY = 0xA003;
constexpr int kPlaneX = 0xA20E;
constexpr int kPlaneY = 0xA20F;
constexpr int kPlaneUnit = 0xA210;

/// What the quarters RGBY look like when EXIF orientation 1 … 8 has been obeyed.
constexpr std::array<const char*, 8> kUpright = {"RGBY", "GRYB", "YBGR", "BYRG",
                                                 "RBGY", "BRYG", "YGBR", "GYRB"};

Photo decodedBytes(const Bytes& bytes) {
    const TempFolder folder;
    auto photo = decodePhoto(folder.file("picture", bytes));
    EXPECT_TRUE(photo.has_value()) << (photo ? "" : describe(photo.error()));
    return photo ? *photo : Photo{{}, cv::Mat::zeros(4, 4, CV_8UC3), {}, {}};
}

Bytes jpegWithExif(const std::map<int, ExifValue>& main, const std::map<int, ExifValue>& photo,
                   bool bigEndian = false) {
    return test::withSegment(assetBytes("plain.jpg"), 0xE1, std::string("Exif\0\0", 6),
                             exifBlock(main, photo, bigEndian));
}

class Orientation : public testing::TestWithParam<int> {
protected:
    void expectUpright(const Bytes& bytes) const {
        const Photo photo = decodedBytes(bytes);
        EXPECT_EQ(quarterLetters(photo.pixels, kLossy),
                  kUpright[static_cast<std::size_t>(GetParam() - 1)]);
        EXPECT_EQ(photo.pixels.size(), GetParam() <= 4 ? cv::Size(48, 32) : cv::Size(32, 48));
    }
};

TEST_P(Orientation, IsObeyedOnceInJpeg) {
    expectUpright(jpegWithExif({{kOrientation, {false, static_cast<double>(GetParam())}}}, {}));
    expectUpright(
        jpegWithExif({{kOrientation, {false, static_cast<double>(GetParam())}}}, {}, true));
}

TEST_P(Orientation, IsObeyedOnceInPng) {
    const Bytes exif = exifBlock({{kOrientation, {false, static_cast<double>(GetParam())}}}, {});
    expectUpright(test::withChunk(assetBytes("plain.png"), "eXIf", exif));
}

TEST_P(Orientation, IsObeyedOnceInTiff) {
    for (const bool bigEndian : {false, true}) {
        expectUpright(test::tiffFile(quarters(), {bigEndian, GetParam(), {}}));
        expectUpright(test::tiffFile(quarters(CV_16U), {bigEndian, GetParam(), {}}));
    }
}

INSTANTIATE_TEST_SUITE_P(OneToEight, Orientation, testing::Range(1, 9));

class Oriented : public testing::TestWithParam<const char*> {};

TEST_P(Oriented, ShowsUprightWithFocalLength) {
    const auto photo = decodePhoto(assetPath(GetParam()));
    ASSERT_TRUE(photo.has_value()) << describe(photo.error());
    EXPECT_EQ(photo->pixels.size(), cv::Size(48, 32));
    EXPECT_EQ(quarterLetters(photo->pixels, kLossy), "RGBY");
    ASSERT_TRUE(photo->focal35.has_value());
    EXPECT_DOUBLE_EQ(*photo->focal35, 28.0);
}

INSTANTIATE_TEST_SUITE_P(Files, Oriented,
                         testing::Values("oriented.jpg", "oriented.png", "oriented.webp",
                                         "oriented.heic"));

TEST(PhotoMetadata, TurnsAlphaWithThePicture) {
    cv::Mat alpha(32, 48, CV_8UC1, cv::Scalar(255));
    alpha(cv::Rect(24, 0, 24, 32)).setTo(64);
    cv::Mat picture;
    cv::merge(std::vector<cv::Mat>{quarters(), alpha}, picture);
    const Photo photo = decodedBytes(test::withChunk(test::encoded(".png", picture), "eXIf",
                                                     exifBlock({{kOrientation, {false, 6}}}, {})));
    ASSERT_EQ(photo.alpha.size(), photo.pixels.size());
    EXPECT_EQ(photo.alpha.at<uchar>(12, 16), 255); // the left half is the upper one now
    EXPECT_EQ(photo.alpha.at<uchar>(36, 16), 64);
}

TEST(PhotoMetadata, IgnoresOrientationsThatDoNotExist) {
    for (const int value : {0, 9, 500}) {
        const Photo photo =
            decodedBytes(jpegWithExif({{kOrientation, {false, static_cast<double>(value)}}}, {}));
        EXPECT_EQ(quarterLetters(photo.pixels, kLossy), "RGBY") << value;
    }
}

TEST(PhotoMetadata, PrefersTheFilmEquivalent) {
    const Photo photo =
        decodedBytes(jpegWithExif({}, {{kFocalLength, {true, 4.2}}, {kFocal35, {false, 26}}}));
    ASSERT_TRUE(photo.focal35.has_value());
    EXPECT_DOUBLE_EQ(*photo.focal35, 26.0);
}

TEST(PhotoMetadata, ComputesTheFilmEquivalentFromTheSensor) {
    // A sensor of 23.5 x 15.6 mm with 6016 x 4000 pixels, 50 mm lens, density per centimetre.
    const std::map<int, ExifValue> photo = {
        {kFocalLength, {true, 50.0}},   {kPixelsX, {false, 6016}},      {kPixelsY, {false, 4000}},
        {kPlaneX, {true, 6016 / 2.35}}, {kPlaneY, {true, 4000 / 1.56}}, {kPlaneUnit, {false, 3}}};
    const Photo decoded = decodedBytes(jpegWithExif({}, photo, true));
    ASSERT_TRUE(decoded.focal35.has_value());
    EXPECT_NEAR(*decoded.focal35, 50.0 * 43.267 / 28.207, 0.01);
}

TEST(PhotoMetadata, LeavesAnUnknownFocalLengthOpen) {
    EXPECT_FALSE(decodedBytes(jpegWithExif({}, {{kFocalLength, {true, 4.2}}})).focal35.has_value());
    EXPECT_FALSE(decodedBytes(jpegWithExif({}, {{kFocal35, {false, 0}}})).focal35.has_value());
    EXPECT_FALSE(decodedBytes(jpegWithExif({}, {{kFocal35, {false, 60000}}})).focal35.has_value());
}

TEST(PhotoMetadata, SurvivesDamagedExif) {
    Bytes exif = exifBlock({{kOrientation, {false, 6}}}, {{kFocal35, {false, 26}}});
    for (std::size_t cut = 0; cut < exif.size(); cut += 3) {
        const Bytes part(exif.begin(), exif.begin() + static_cast<std::ptrdiff_t>(cut));
        const Photo photo = decodedBytes(
            test::withSegment(assetBytes("plain.jpg"), 0xE1, std::string("Exif\0\0", 6), part));
        EXPECT_EQ(photo.pixels.total(), 48U * 32U) << cut;
    }
}

} // namespace
} // namespace maquette
