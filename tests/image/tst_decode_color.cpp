// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/color_profile.h"
#include "core/image/decode.h"

#include "tests/image/image_bytes.h"

#include <gtest/gtest.h>
#include <lcms2.h>
#include <opencv2/imgcodecs.hpp>

#include <array>
#include <cmath>

namespace maquette {
namespace {

using test::assetBytes;
using test::TempFolder;

/// Red, green, blue and white points.
using Primaries = std::array<std::array<double, 2>, 4>;
constexpr std::array<double, 2> kD65 = {0.3127, 0.3290};
constexpr Primaries kSrgb = {{{0.64, 0.33}, {0.30, 0.60}, {0.15, 0.06}, kD65}};
constexpr Primaries kDisplayP3 = {{{0.68, 0.32}, {0.265, 0.69}, {0.15, 0.06}, kD65}};
constexpr Primaries kAdobeRgb = {{{0.64, 0.33}, {0.21, 0.71}, {0.15, 0.06}, kD65}};
constexpr double kAdobeGamma = 563.0 / 256.0;

/// Colours (RGB) that lie within sRGB's gamut, and with it within the two larger ones.
const std::array<cv::Vec3d, 5> kColors = {
    cv::Vec3d{200, 40, 40}, {40, 180, 60}, {180, 140, 110}, {128, 128, 128}, {20, 30, 90}};

double srgbToLinear(double value) {
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double linearToSrgb(double value) {
    return value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
}

/// Linear RGB to XYZ (Lindbloom's construction).
cv::Matx33d toXyz(const Primaries& p) {
    cv::Matx33d m;
    for (int c = 0; c < 3; ++c) {
        m(0, c) = p[static_cast<std::size_t>(c)][0] / p[static_cast<std::size_t>(c)][1];
        m(1, c) = 1.0;
        m(2, c) = (1 - p[static_cast<std::size_t>(c)][0]) / p[static_cast<std::size_t>(c)][1] - 1.0;
    }
    const cv::Vec3d white(p[3][0] / p[3][1], 1.0, (1 - p[3][0]) / p[3][1] - 1.0);
    const cv::Vec3d scale = m.inv() * white;
    return m * cv::Matx33d::diag(scale);
}

/// An sRGB colour (0 … 255) as another space stores it (0 … 1).
cv::Vec3d storedAs(const cv::Vec3d& srgb, const Primaries& space, double gamma) {
    cv::Vec3d linear;
    for (int c = 0; c < 3; ++c) {
        linear[c] = srgbToLinear(srgb[c] / 255);
    }
    linear = toXyz(space).inv() * toXyz(kSrgb) * linear;
    cv::Vec3d stored;
    for (int c = 0; c < 3; ++c) {
        stored[c] =
            gamma == 0.0 ? linearToSrgb(linear[c]) : std::pow(std::max(linear[c], 0.0), 1 / gamma);
    }
    return stored;
}

/// @param gamma  0: the curve of sRGB.
Bytes profile(const Primaries& p, double gamma) {
    if (gamma == 0.0) {
        std::array<std::array<float, 2>, 4> xy;
        for (std::size_t i = 0; i < 4; ++i) {
            xy[i] = {static_cast<float>(p[i][0]), static_cast<float>(p[i][1])};
        }
        return profileFromPrimaries(xy);
    }
    cmsToneCurve* curve = cmsBuildGamma(nullptr, gamma);
    const std::array<cmsToneCurve*, 3> curves = {curve, curve, curve};
    const cmsCIExyY white = {p[3][0], p[3][1], 1};
    const cmsCIExyYTRIPLE primaries = {
        {p[0][0], p[0][1], 1}, {p[1][0], p[1][1], 1}, {p[2][0], p[2][1], 1}};
    cmsHPROFILE handle = cmsCreateRGBProfile(&white, &primaries, curves.data());
    cmsFreeToneCurve(curve);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(handle, nullptr, &size);
    Bytes bytes(size);
    cmsSaveProfileToMem(handle, bytes.data(), &size);
    cmsCloseProfile(handle);
    return bytes;
}

/// One block of 16 x 16 pixels a colour. @param depth  CV_8U or CV_16U.
cv::Mat swatches(const Primaries& space, double gamma, int depth) {
    cv::Mat picture(16, 16 * static_cast<int>(kColors.size()), CV_64FC3);
    for (std::size_t i = 0; i < kColors.size(); ++i) {
        const cv::Vec3d rgb = storedAs(kColors[i], space, gamma);
        picture.colRange(static_cast<int>(i) * 16, static_cast<int>(i + 1) * 16)
            .setTo(cv::Scalar(rgb[2], rgb[1], rgb[0]));
    }
    cv::Mat result;
    picture.convertTo(result, depth, depth == CV_16U ? 65535 : 255);
    return result;
}

void expectColors(const Bytes& bytes, double tolerance, const char* what) {
    const TempFolder folder;
    const auto photo = decodePhoto(folder.file("picture", bytes));
    ASSERT_TRUE(photo.has_value()) << describe(photo.error());
    for (std::size_t i = 0; i < kColors.size(); ++i) {
        const auto seen = photo->pixels.at<cv::Vec3b>(8, static_cast<int>(i) * 16 + 8);
        for (int c = 0; c < 3; ++c) {
            EXPECT_NEAR(seen[2 - c], kColors[i][c], tolerance)
                << what << ", colour " << i << ", channel " << c;
        }
    }
}

TEST(ColorProfile, TurnsDisplayP3IntoSrgb) {
    const Bytes icc = profile(kDisplayP3, 0.0);
    const Bytes png = test::encoded(".png", swatches(kDisplayP3, 0.0, CV_8U));
    expectColors(test::withChunk(png, "iCCP", test::packedProfile(icc)), 1.5, "8 bit PNG");
    const Bytes wide = test::encoded(".png", swatches(kDisplayP3, 0.0, CV_16U));
    expectColors(test::withChunk(wide, "iCCP", test::packedProfile(icc)), 2.0, "16 bit PNG");
}

TEST(ColorProfile, TurnsAdobeRgbIntoSrgb) {
    const Bytes icc = profile(kAdobeRgb, kAdobeGamma);
    const cv::Mat picture = swatches(kAdobeRgb, kAdobeGamma, CV_8U);
    Bytes jpeg;
    ASSERT_TRUE(cv::imencode(".jpg", picture, jpeg, {cv::IMWRITE_JPEG_QUALITY, 100}));
    expectColors(test::withSegment(jpeg, 0xE2, std::string("ICC_PROFILE\0\1\1", 14), icc), 4.0,
                 "JPEG");
    expectColors(test::tiffFile(picture, {false, 1, icc}), 1.5, "TIFF");
    expectColors(test::tiffFile(swatches(kAdobeRgb, kAdobeGamma, CV_16U), {true, 1, icc}), 2.0,
                 "16 bit TIFF");
}

TEST(ColorProfile, JoinsTheProfilePiecesOfAJpeg) {
    const Bytes icc = profile(kDisplayP3, 0.0);
    const auto middle = icc.begin() + static_cast<std::ptrdiff_t>(icc.size() / 2);
    Bytes jpeg;
    ASSERT_TRUE(cv::imencode(".jpg", swatches(kDisplayP3, 0.0, CV_8U), jpeg,
                             {cv::IMWRITE_JPEG_QUALITY, 100}));
    // Inserted back to front, so the second piece comes first in the file.
    jpeg = test::withSegment(jpeg, 0xE2, std::string("ICC_PROFILE\0\1\2", 14),
                             Bytes(icc.begin(), middle));
    jpeg = test::withSegment(jpeg, 0xE2, std::string("ICC_PROFILE\0\2\2", 14),
                             Bytes(middle, icc.end()));
    expectColors(jpeg, 4.0, "two pieces");
}

TEST(ColorProfile, LeavesSrgbAsItIs) {
    const cv::Mat picture = swatches(kSrgb, 0.0, CV_8U);
    EXPECT_EQ(cv::norm(toSrgb(picture, profile(kSrgb, 0.0)), picture, cv::NORM_INF), 0.0);
}

TEST(ColorProfile, ConvertsGreyWithAGreyProfile) {
    cmsToneCurve* curve = cmsBuildGamma(nullptr, 1.0);
    const cmsCIExyY white = {kD65[0], kD65[1], 1};
    cmsHPROFILE handle = cmsCreateGrayProfile(&white, curve);
    cmsFreeToneCurve(curve);
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(handle, nullptr, &size);
    Bytes icc(size);
    cmsSaveProfileToMem(handle, icc.data(), &size);
    cmsCloseProfile(handle);
    const cv::Mat grey(4, 4, CV_8UC1, cv::Scalar(55));
    const double expected = 255 * linearToSrgb(55.0 / 255);
    EXPECT_NEAR(toSrgb(grey, icc).at<cv::Vec3b>(2, 2)[0], expected, 2.0);
}

TEST(ColorProfile, IgnoresDamagedProfiles) {
    const cv::Mat picture = swatches(kSrgb, 0.0, CV_8U);
    Bytes icc = profile(kDisplayP3, 0.0);
    icc.resize(icc.size() / 2);
    for (const Bytes& bad : {icc, Bytes(200, 0xAB), Bytes(1, 0)}) {
        EXPECT_EQ(cv::norm(toSrgb(picture, bad), picture, cv::NORM_INF), 0.0);
    }
}

} // namespace
} // namespace maquette
