// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/image/perception_fixture.h"

#include "core/image/body_points.h"
#include "core/image/mask_iou.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

using test::perceived;
using test::personPhoto;
using test::warns;

cv::Mat trueMask(const std::string& name) {
    return cv::imread(test::assetPath(name + "_mask.png").string(), cv::IMREAD_GRAYSCALE);
}

double overlap(const cv::Mat& a, const cv::Mat& b) {
    return maskIou(a > 127, b > 127);
}

/// Distances in pixels from the outline of @p mask to that of @p truth, ascending.
std::vector<float> outlineDistances(const cv::Mat& mask, const cv::Mat& truth) {
    const auto outline = [](const cv::Mat& image) {
        const cv::Mat inside = image > 127;
        cv::Mat core;
        cv::erode(inside, core, cv::Mat());
        return cv::Mat(inside - core);
    };
    cv::Mat distance;
    cv::distanceTransform(255 - outline(truth), distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    std::vector<float> result;
    const cv::Mat line = outline(mask);
    for (int y = 0; y < line.rows; ++y) {
        for (int x = 0; x < line.cols; ++x) {
            if (line.at<uchar>(y, x) != 0) {
                result.push_back(distance.at<float>(y, x));
            }
        }
    }
    std::sort(result.begin(), result.end());
    return result;
}

Photo resized(const std::string& name, double factor) {
    Photo photo = personPhoto(name);
    cv::resize(photo.pixels, photo.pixels, cv::Size(), factor, factor,
               factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return photo;
}

Photo cropped(const std::string& name, const cv::Rect& part) {
    Photo photo = personPhoto(name);
    photo.pixels = photo.pixels(part).clone();
    return photo;
}

/// Both people side by side; the front one is larger and stands on the left.
Photo twoPeople() {
    const Photo small = resized("person_turned", 0.8);
    Photo photo = personPhoto("person_front");
    cv::Mat both(photo.pixels.rows, photo.pixels.cols + small.pixels.cols, CV_8UC3,
                 cv::Scalar::all(150));
    photo.pixels.copyTo(both(cv::Rect({}, photo.pixels.size())));
    small.pixels.copyTo(both(cv::Rect(cv::Point(photo.pixels.cols, 0), small.pixels.size())));
    photo.pixels = both;
    return photo;
}

TEST(Perception, SeesARenderedPersonWhole) {
    const Subject subject = perceived(personPhoto("person_front"));
    ASSERT_TRUE(subject.person.has_value());
    EXPECT_GT(subject.person->score, 0.9F);
    EXPECT_GT(overlap(subject.mask, trueMask("person_front")), 0.97);
    const cv::Rect truth = cv::boundingRect(trueMask("person_front") > 127);
    const cv::Rect box(subject.person->box);
    EXPECT_GT(static_cast<double>((box & truth).area()) / (box | truth).area(), 0.85);
    EXPECT_TRUE(subject.others.empty());
    EXPECT_FALSE(subject.maskFromAlpha);
    EXPECT_FALSE(warns(subject, "cut off")) << subject.warnings.front();
}

TEST(Perception, DrawsTheMasksEdgeWithinTwoPixels) {
    for (const char* name : {"person_front", "person_turned"}) {
        const Subject subject = perceived(personPhoto(name));
        ASSERT_EQ(subject.mask.type(), CV_8UC1);
        ASSERT_EQ(subject.mask.size(), subject.photo.pixels.size());
        const std::vector<float> distances = outlineDistances(subject.mask, trueMask(name));
        EXPECT_LE(distances[distances.size() / 2], 1.0F) << name;
        EXPECT_LE(distances[distances.size() * 9 / 10], 2.0F) << name;
    }
}

TEST(Perception, KnowsThePersonsOwnLeftAndRight) {
    const Subject subject = perceived(personPhoto("person_front"));
    ASSERT_TRUE(subject.person.has_value());
    const auto& body = subject.person->body;
    EXPECT_GT(body[index(BodyPoint::LeftShoulder)].pixel.x,
              body[index(BodyPoint::RightShoulder)].pixel.x);
    EXPECT_GT(body[index(BodyPoint::LeftHip)].world.x, body[index(BodyPoint::RightHip)].world.x);
    for (const Hand& hand : subject.person->hands) {
        EXPECT_EQ(hand.left,
                  hand.points[0].x > subject.person->box.x + subject.person->box.width / 2);
    }
}

TEST(Perception, GivesWorldPointsInCameraAxes) {
    const Subject subject = perceived(personPhoto("person_front"));
    ASSERT_TRUE(subject.person.has_value());
    const auto& body = subject.person->body;
    EXPECT_GT(body[index(BodyPoint::LeftAnkle)].world.y, 0.5F); // y points down
    EXPECT_LT(body[index(BodyPoint::Nose)].world.y, -0.4F);
    const float shoulders = (body[index(BodyPoint::LeftShoulder)].world.z +
                             body[index(BodyPoint::RightShoulder)].world.z) /
                            2;
    EXPECT_LT(body[index(BodyPoint::Nose)].world.z, shoulders); // the nose is nearer, z points away
    EXPECT_LT(body[index(BodyPoint::LeftFootIndex)].world.z,
              body[index(BodyPoint::LeftHeel)].world.z);
}

/// A shift of half a pixel in any of the crops would show here as a bias.
TEST(Perception, SeesAMirroredPhotoMirrored) {
    const Subject subject = perceived(personPhoto("person_front"));
    Photo photo = personPhoto("person_front");
    cv::flip(photo.pixels, photo.pixels, 1);
    const auto last = static_cast<float>(photo.pixels.cols - 1);
    const Subject mirrored = perceived(std::move(photo));
    ASSERT_TRUE(subject.person && mirrored.person);
    const auto swapped = [](std::size_t i) { // points come in left-right pairs
        const auto first = index(BodyPoint::LeftEar);
        return i < first ? i : first + ((i - first) ^ 1U);
    };
    double bias = 0;
    int count = 0;
    for (std::size_t i = index(BodyPoint::LeftEar); i < kBodyLandmarks; ++i) {
        bias +=
            (subject.person->body[i].pixel.x + mirrored.person->body[swapped(i)].pixel.x - last) /
            2;
        ++count;
    }
    EXPECT_NEAR(bias / count / subject.person->box.height, 0.0, 0.0012);
    ASSERT_FALSE(subject.person->face.empty() || mirrored.person->face.empty());
    constexpr std::size_t kNoseTip = 1;
    const float nose =
        (subject.person->face[kNoseTip].x + mirrored.person->face[kNoseTip].x - last) / 2;
    EXPECT_NEAR(nose / subject.person->faceSize, 0.0F, 0.015F);
}

TEST(Perception, GivesPointsAndMaskInPixelsOfALargePhoto) {
    constexpr double kFactor = 4;
    const Subject small = perceived(personPhoto("person_front"));
    const Subject large = perceived(resized("person_front", kFactor));
    ASSERT_TRUE(small.person && large.person);
    EXPECT_EQ(large.mask.size(), cv::Size(2400, 3600));
    const double height = large.person->box.height;
    EXPECT_NEAR(height, kFactor * small.person->box.height, 0.02 * height);
    for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
        const cv::Point2f expected =
            (small.person->body[i].pixel + cv::Point2f(0.5F, 0.5F)) * kFactor;
        EXPECT_LT(cv::norm(large.person->body[i].pixel - expected), 0.02 * height) << i;
    }
    cv::Mat truth;
    cv::resize(trueMask("person_front"), truth, large.mask.size(), 0, 0, cv::INTER_CUBIC);
    EXPECT_GT(overlap(large.mask, truth), 0.97);
}

TEST(Perception, LetsAlphaWin) {
    Photo photo = personPhoto("person_front");
    photo.alpha = cv::Mat(photo.pixels.size(), CV_8UC1, cv::Scalar(0));
    cv::ellipse(photo.alpha, cv::Point(300, 420), cv::Size(200, 400), 0, 0, 360, cv::Scalar(255),
                cv::FILLED, cv::LINE_AA);
    const cv::Mat alpha = photo.alpha.clone();
    const Subject subject = perceived(std::move(photo));
    EXPECT_TRUE(subject.maskFromAlpha);
    EXPECT_EQ(cv::norm(subject.mask, alpha, cv::NORM_INF), 0.0);
    EXPECT_TRUE(subject.person.has_value());
}

TEST(Perception, IgnoresAlphaThatCutsNothingOut) {
    Photo photo = personPhoto("person_front");
    photo.alpha = cv::Mat(photo.pixels.size(), CV_8UC1, cv::Scalar(255));
    const Subject subject = perceived(std::move(photo));
    EXPECT_FALSE(subject.maskFromAlpha);
    EXPECT_GT(overlap(subject.mask, trueMask("person_front")), 0.97);
}

TEST(Perception, SaysThatNobodyIsThere) {
    Photo photo;
    photo.path = "gradient.png";
    photo.pixels = cv::Mat(600, 800, CV_8UC3);
    for (int y = 0; y < photo.pixels.rows; ++y) {
        photo.pixels.row(y).setTo(cv::Scalar(40 + y / 4, 90 + y / 6, 200 - y / 5));
    }
    const Subject subject = perceived(std::move(photo));
    EXPECT_FALSE(subject.person.has_value());
    EXPECT_TRUE(subject.others.empty());
    EXPECT_TRUE(warns(subject, "No person found"));
    EXPECT_TRUE(subject.mask.empty() || subject.mask.size() == subject.photo.pixels.size());
}

TEST(Perception, TakesTheLargestOfTwoAndOffersTheOther) {
    const Subject subject = perceived(twoPeople());
    ASSERT_TRUE(subject.person.has_value());
    ASSERT_EQ(subject.others.size(), 1U);
    EXPECT_TRUE(warns(subject, "2 people"));
    EXPECT_LT(subject.person->box.x, 600.0F);
    EXPECT_GT(subject.others[0].box.x, 600.0F);
    EXPECT_GT(subject.person->box.area(), subject.others[0].box.area());
    EXPECT_EQ(cv::countNonZero(subject.mask.colRange(620, subject.mask.cols) > 127), 0);
}

TEST(Perception, SelectsTheOtherPerson) {
    PerceptionOptions options;
    options.personIndex = 1;
    const Subject subject = perceived(twoPeople(), options);
    ASSERT_TRUE(subject.person.has_value());
    EXPECT_GT(subject.person->box.x, 600.0F);
    EXPECT_LT(subject.others.at(0).box.x, 600.0F);
    EXPECT_FALSE(subject.person->face.empty());
    EXPECT_EQ(cv::countNonZero(subject.mask.colRange(0, 590) > 127), 0);
    EXPECT_GT(cv::countNonZero(subject.mask.colRange(620, subject.mask.cols) > 127), 20000);
}

TEST(Perception, FallsBackToTheLargestPerson) {
    PerceptionOptions options;
    options.personIndex = 7;
    const Subject subject = perceived(twoPeople(), options);
    ASSERT_TRUE(subject.person.has_value());
    EXPECT_LT(subject.person->box.x, 600.0F);
    EXPECT_TRUE(warns(subject, "no person number 8"));
}

TEST(Perception, FindsSomeoneFarAway) {
    Photo photo;
    photo.pixels = cv::Mat(1000, 1300, CV_8UC3, cv::Scalar(170, 160, 150));
    const Photo person = resized("person_turned", 0.3);
    const cv::Rect place(cv::Point(900, 600), person.pixels.size());
    person.pixels.copyTo(photo.pixels(place));
    const Subject subject = perceived(std::move(photo));
    ASSERT_TRUE(subject.person.has_value());
    EXPECT_TRUE(cv::Rect2f(place).contains(subject.person->body[index(BodyPoint::Nose)].pixel));
    EXPECT_TRUE(warns(subject, "face is too small"));
}

TEST(Perception, WarnsOfPartsOutsideThePicture) {
    EXPECT_TRUE(warns(perceived(cropped("person_front", {0, 0, 600, 740})), "feet are cut off"));
    EXPECT_TRUE(warns(perceived(cropped("person_front", {0, 0, 600, 520})), "legs are cut off"));
    EXPECT_TRUE(warns(perceived(cropped("person_front", {0, 130, 600, 770})), "head is cut off"));
    EXPECT_TRUE(
        warns(perceived(cropped("person_front", {250, 0, 350, 900})), "left or right edge"));
}

TEST(Perception, LeavesHandsOutWhenAsked) {
    PerceptionOptions options;
    options.hands = false;
    EXPECT_TRUE(perceived(personPhoto("person_turned"), options).person->hands.empty());
    EXPECT_FALSE(perceived(personPhoto("person_turned")).person->hands.empty());
}

TEST(Perception, SurvivesTinyAndNarrowPictures) {
    for (const cv::Size size :
         {cv::Size(1, 1), cv::Size(3, 700), cv::Size(2000, 2), cv::Size(17, 17)}) {
        Photo photo;
        photo.pixels = cv::Mat(size, CV_8UC3, cv::Scalar(90, 120, 200));
        EXPECT_FALSE(perceived(std::move(photo)).person.has_value()) << size;
    }
}

TEST(Perception, StopsBeforeAndDuringWork) {
    const CancelToken before;
    before.cancel();
    const auto never =
        test::installedPerception().perceive(personPhoto("person_front"), {}, Context(before));
    ASSERT_FALSE(never.has_value());
    EXPECT_EQ(never.error().code, ErrorCode::Cancelled);

    for (const char* stage : {"Looking for people", "Reading face and hands", "Cutting out"}) {
        const CancelToken token;
        const Context ctx(token, [&](double, const std::string& name) {
            if (name == stage) {
                token.cancel();
            }
        });
        const auto stopped =
            test::installedPerception().perceive(personPhoto("person_front"), {}, ctx);
        ASSERT_FALSE(stopped.has_value()) << stage;
        EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled) << stage;
    }
}

TEST(Perception, RefusesAnEmptyPicture) {
    const auto subject = test::installedPerception().perceive(Photo());
    ASSERT_FALSE(subject.has_value());
    EXPECT_EQ(subject.error().code, ErrorCode::InvalidArgument);
}

} // namespace
} // namespace maquette
