// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mapping/mapping_input.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

/// A white square on black where the person is.
Photo squarePhoto() {
    Photo photo;
    photo.pixels = cv::Mat(400, 300, CV_8UC3, cv::Scalar::all(0));
    cv::rectangle(photo.pixels, cv::Rect(100, 80, 100, 240), cv::Scalar::all(255), cv::FILLED);
    return photo;
}

Person somebody() {
    Person person;
    person.box = {100, 80, 100, 240};
    person.score = 1.0F;
    for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
        person.body[i].pixel = {150.0F, 80.0F + 7.5F * static_cast<float>(i)};
        person.body[i].visibility = 0.9F;
        person.body[i].world = {0.1F, 0.2F, 0.3F};
    }
    return person;
}

TEST(MappingInput, CropHoldsThePersonInTheMiddle) {
    const Photo photo = squarePhoto();
    const Person person = somebody();
    const auto input = makeMappingInput(PhotoLevels(photo), &person, {});
    ASSERT_TRUE(input);
    EXPECT_NEAR(input->square.x + input->square.width / 2, 150.0, 1e-6);
    EXPECT_NEAR(input->square.y + input->square.height / 2, 200.0, 1e-6);
    EXPECT_GT(input->square.width, 240.0);
    const int middle = kPictureSide / 2;
    EXPECT_EQ(input->picture.at<cv::Vec3b>(middle, middle)[0], 255);
    EXPECT_EQ(input->picture.at<cv::Vec3b>(middle, 4)[0], 0);
    EXPECT_TRUE(input->mask.empty());
    EXPECT_TRUE(input->hasBody);
    EXPECT_FALSE(input->hasFace);
    EXPECT_FALSE(input->hasFocal);
    EXPECT_NEAR(input->body[0], 0.0F, 1e-6F);
    EXPECT_NEAR(input->body[1], -120.0 / (input->square.width / 2), 1e-5);
}

TEST(MappingInput, MaskAloneTellsWhereToLook) {
    const Photo photo = squarePhoto();
    cv::Mat mask(400, 300, CV_8UC1, cv::Scalar(0));
    cv::rectangle(mask, cv::Rect(100, 80, 100, 240), cv::Scalar(255), cv::FILLED);
    const auto input = makeMappingInput(PhotoLevels(photo), nullptr, mask);
    ASSERT_TRUE(input);
    EXPECT_FALSE(input->hasBody);
    // Where the picture is white the mask is.
    cv::Mat grey;
    cv::cvtColor(input->picture, grey, cv::COLOR_BGR2GRAY);
    EXPECT_LT(cv::norm(grey, input->mask, cv::NORM_L1) / grey.total(), 4.0);
    EXPECT_FALSE(makeMappingInput(PhotoLevels(photo), nullptr, {}));
    EXPECT_FALSE(makeMappingInput(PhotoLevels(photo), nullptr, cv::Mat::zeros(400, 300, CV_8UC1)));
}

TEST(MappingInput, DoesNotDependOnThePhotosSize) {
    const Photo photo = squarePhoto();
    Photo large;
    cv::resize(photo.pixels, large.pixels, {}, 3.0, 3.0, cv::INTER_NEAREST);
    Person person = somebody();
    PhotoLens lens;
    lens.focal = 500.0;
    const auto a = makeMappingInput(PhotoLevels(photo), &person, {}, lens);
    person.box = {300, 240, 300, 720};
    for (BodyLandmark& landmark : person.body) {
        landmark.pixel *= 3.0F;
    }
    lens.focal = 1500.0;
    const auto b = makeMappingInput(PhotoLevels(large), &person, {}, lens);
    ASSERT_TRUE(a && b);
    for (std::size_t i = 0; i < a->body.size(); ++i) {
        EXPECT_NEAR(a->body[i], b->body[i], 1e-4F);
    }
    EXPECT_NEAR(a->frame[0], b->frame[0], 1e-5F);
    EXPECT_NEAR(a->frame[1], b->frame[1], 1e-5F);
    EXPECT_LT(cv::norm(a->picture, b->picture, cv::NORM_L1) / (3.0 * a->picture.total()), 3.0);
}

TEST(MappingInput, FaceMayComeFromAPictureOfItsOwn) {
    const Photo photo = squarePhoto();
    Person person = somebody();
    for (std::size_t i = 0; i < kFaceLandmarks; ++i) {
        const float turn = static_cast<float>(i) * 0.1F;
        person.face.emplace_back(150.0F + 20.0F * std::cos(turn), 100.0F + 20.0F * std::sin(turn),
                                 1.0F);
    }
    Photo head;
    head.pixels = cv::Mat(128, 128, CV_8UC3, cv::Scalar(10, 20, 30));
    const PhotoLevels headLevels(head);
    // 128 pixels for 100 of the photo, from (100,50) on.
    const auto input = makeMappingInput(PhotoLevels(photo), &person, {}, {},
                                        {&headLevels, {100.0, 50.0}, 100.0 / 128.0});
    ASSERT_TRUE(input);
    ASSERT_TRUE(input->hasFace);
    EXPECT_EQ(input->face.at<cv::Vec3b>(48, 48), cv::Vec3b(10, 20, 30));
    EXPECT_NEAR(input->faceSquare[0], 0.0F, 0.02F);
    EXPECT_LT(input->faceSquare[1], -0.3F);
    for (const float value : input->facePoints) {
        EXPECT_LE(std::abs(value), 1.0F);
    }
}

} // namespace
} // namespace maquette
