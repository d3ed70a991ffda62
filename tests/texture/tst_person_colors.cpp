// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/person_colors.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <array>
#include <cmath>

namespace maquette::texture {
namespace {

constexpr std::array<int, 16> kRightEye = {33,  246, 161, 160, 159, 158, 157, 173,
                                           133, 155, 154, 153, 145, 144, 163, 7};
constexpr std::array<int, 16> kLeftEye = {263, 466, 388, 387, 386, 385, 384, 398,
                                          362, 382, 381, 380, 374, 373, 390, 249};

/// Draws an eye @p width pixels wide and puts its landmarks on the lids.
void drawEye(Photo& photo, Person& person, const std::array<int, 16>& outline, cv::Point centre,
             int width, const cv::Scalar& iris) {
    std::vector<cv::Point> lids;
    for (int k = 0; k < 16; ++k) {
        const double angle = (k - 8) * CV_PI / 8;
        lids.emplace_back(centre.x + cvRound(0.5 * width * std::cos(angle)),
                          centre.y + cvRound(0.2 * width * std::sin(angle)));
        person.face[outline[k]] =
            cv::Point3f(static_cast<float>(lids.back().x), static_cast<float>(lids.back().y), 0.0F);
    }
    cv::Mat opening(photo.pixels.size(), CV_8UC1, cv::Scalar(0));
    cv::fillPoly(opening, std::vector<std::vector<cv::Point>>{lids}, cv::Scalar(255));
    cv::Mat eye(photo.pixels.size(), CV_8UC3, cv::Scalar(225, 228, 230));
    const cv::Point gaze(centre.x + width / 10, centre.y);
    cv::circle(eye, gaze, width / 5, iris, cv::FILLED);
    cv::circle(eye, gaze, width / 13, cv::Scalar(8, 8, 8), cv::FILLED);
    cv::circle(eye, {gaze.x - 3, gaze.y - 3}, 2, cv::Scalar(255, 255, 255), cv::FILLED);
    eye.copyTo(photo.pixels, opening);
}

struct Portrait {
    Photo photo;
    Person person;

    explicit Portrait(const cv::Scalar& iris, int width = 60) {
        photo.pixels = cv::Mat(200, 300, CV_8UC3, cv::Scalar(130, 165, 215));
        person.face.assign(kFaceLandmarks, {150.0F, 150.0F, 0.0F});
        drawEye(photo, person, kRightEye, {90, 80}, width, iris);
        drawEye(photo, person, kLeftEye, {210, 80}, width, iris);
    }
};

TEST(IrisColor, IsNeitherWhiteNorPupilNorLid) {
    for (const cv::Scalar& iris : {cv::Scalar(150, 110, 70), cv::Scalar(30, 50, 80)}) {
        const Portrait portrait(iris);
        const cv::Vec3b color = irisColor(portrait.photo, portrait.person);
        for (int k = 0; k < 3; ++k) {
            EXPECT_NEAR(color[k], iris[k], 6) << "channel " << k;
        }
    }
}

TEST(IrisColor, IsDarkBrownForTinyEyesAndNoFace) {
    const cv::Vec3b brown = irisColor({}, {});
    const Portrait tiny(cv::Scalar(150, 110, 70), 8);
    EXPECT_EQ(irisColor(tiny.photo, tiny.person), brown);
    EXPECT_LT(brown[0], brown[2]);
}

} // namespace
} // namespace maquette::texture
