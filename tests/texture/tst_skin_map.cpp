// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/skin_map.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

struct Figure {
    Photo photo;
    Person person;
    cv::Mat mask;
};

const cv::Rect kFace(180, 40, 80, 100);
const cv::Rect kShirt(150, 140, 140, 160);
const cv::Rect kArm(110, 150, 40, 160);

/// A face, a shirt and an arm in half the light, with a little noise.
Figure makeFigure(const cv::Scalar& skin, const cv::Scalar& shirt) {
    Figure f;
    cv::Mat& image = f.photo.pixels;
    image = cv::Mat(480, 440, CV_8UC3, cv::Scalar(200, 180, 90));
    f.mask = cv::Mat(image.size(), CV_8UC1, cv::Scalar(0));
    image(kFace) = skin;
    image(kShirt) = shirt;
    image(kArm) = skin * 0.6;
    for (const cv::Rect& box : {kFace, kShirt, kArm}) {
        f.mask(box) = 255;
    }
    cv::Mat noise(image.size(), CV_8UC3);
    cv::RNG random(5);
    random.fill(noise, cv::RNG::UNIFORM, 0, 6);
    image += noise;
    f.person.box = {110, 40, 180, 270};
    // All points near the middle of the face: patches are small polygons there.
    for (int i = 0; i < kFaceLandmarks; ++i) {
        f.person.face.emplace_back(190.0F + static_cast<float>(i * 37 % 60),
                                   55.0F + static_cast<float>(i * 53 % 70), 0.0F);
    }
    return f;
}

double meanOf(const cv::Mat& map, const cv::Rect& box) {
    const cv::Rect inner(box.x + 8, box.y + 8, box.width - 16, box.height - 16);
    return cv::mean(map(inner))[0];
}

class SkinMapComplexion : public testing::TestWithParam<cv::Scalar> {};

TEST_P(SkinMapComplexion, TellsFaceAndShadedArmFromShirt) {
    const Figure f = makeFigure(GetParam(), {150, 90, 40});
    const cv::Mat map = skinMap(f.photo, f.person, f.mask);
    ASSERT_EQ(map.type(), CV_8UC1);
    ASSERT_EQ(map.size(), f.photo.pixels.size());
    EXPECT_GT(meanOf(map, kFace), 230.0);
    EXPECT_GT(meanOf(map, kArm), 180.0);
    EXPECT_LT(meanOf(map, kShirt), 10.0);
    EXPECT_EQ(meanOf(map, {300, 300, 100, 100}), 0.0); // outside the mask
}

INSTANTIATE_TEST_SUITE_P(Complexions, SkinMapComplexion,
                         testing::Values(cv::Scalar(190, 205, 235), cv::Scalar(110, 150, 205),
                                         cv::Scalar(60, 85, 130), cv::Scalar(35, 45, 70)));

TEST(SkinMap, UsesLumaWhereAPhotoHasNoChroma) {
    const Figure f = makeFigure({150, 150, 150}, {45, 45, 45});
    Figure grey = f;
    grey.photo.pixels(kArm) = cv::Scalar(150, 150, 150);
    const cv::Mat map = skinMap(grey.photo, grey.person, grey.mask);
    EXPECT_GT(meanOf(map, kFace), 200.0);
    EXPECT_GT(meanOf(map, kArm), 200.0);
    EXPECT_LT(meanOf(map, kShirt), 40.0);
}

TEST(SkinMap, HasAGuessWithoutAFace) {
    Figure f = makeFigure({110, 150, 205}, {150, 90, 40});
    f.person.face.clear();
    const cv::Mat map = skinMap(f.photo, f.person, f.mask);
    EXPECT_GT(meanOf(map, kFace), 150.0);
    EXPECT_LT(meanOf(map, kShirt), 20.0);
}

TEST(SkinMap, IsEmptyForAnEmptyPhoto) {
    EXPECT_TRUE(skinMap({}, {}, {}).empty());
}

TEST(FaceSkinColor, IsTheFacesOwn) {
    const Figure f = makeFigure({60, 85, 130}, {150, 90, 40});
    const cv::Vec3b color = faceSkinColor(f.photo, f.person);
    EXPECT_NEAR(color[0], 62, 4);
    EXPECT_NEAR(color[1], 87, 4);
    EXPECT_NEAR(color[2], 132, 4);
}

} // namespace
} // namespace maquette
