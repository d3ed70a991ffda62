// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/subject_warnings.h"

#include "core/image/body_points.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

/// Points nearer to the border than this fraction of the person's box count as cut off.
constexpr float kEdge = 0.01F;

bool isOutside(cv::Point2f point, cv::Size size, float margin) {
    return point.x < margin || point.y < margin ||
           point.x > static_cast<float>(size.width - 1) - margin ||
           point.y > static_cast<float>(size.height - 1) - margin;
}

/// True when any of @p points lies outside the picture.
bool anyOutside(const Subject& subject, std::initializer_list<BodyPoint> points) {
    const Person& person = *subject.person;
    const float margin = kEdge * std::max(person.box.width, person.box.height);
    return std::any_of(points.begin(), points.end(), [&](BodyPoint point) {
        return isOutside(person.body[index(point)].pixel, subject.photo.pixels.size(), margin);
    });
}

/// The crown has no body point of its own: it is as far above the eyes as the mouth is below,
/// twice over.
bool isHeadCut(const Subject& subject) {
    using enum BodyPoint;
    if (anyOutside(subject, {Nose, LeftEye, RightEye})) {
        return true;
    }
    const auto& body = subject.person->body;
    const cv::Point2f eyes = (body[index(LeftEye)].pixel + body[index(RightEye)].pixel) / 2;
    const cv::Point2f mouth = (body[index(MouthLeft)].pixel + body[index(MouthRight)].pixel) / 2;
    return isOutside(eyes + 1.5F * (eyes - mouth), subject.photo.pixels.size(), 0.0F);
}

/// True when the mask runs into the left or right border over more than 2 % of its length.
bool touchesSides(const cv::Mat& mask) {
    if (mask.empty()) {
        return false;
    }
    const int least = std::max(2, mask.rows / 50);
    return cv::countNonZero(mask.col(0) > 127) > least ||
           cv::countNonZero(mask.col(mask.cols - 1) > 127) > least;
}

cv::Point2f pixelOf(const Person& person, BodyPoint point) {
    return person.body[index(point)].pixel;
}

/// Nothing below the neck is in the picture but for a piece of the shoulders.
bool isOnlyFace(const Subject& subject) {
    using enum BodyPoint;
    return !subject.person->face.empty() && anyOutside(subject, {LeftShoulder, RightShoulder}) &&
           anyOutside(subject, {LeftHip}) && anyOutside(subject, {RightHip});
}

/// The back is turned to the camera: what is left in the picture is the person's left.
bool isFromBehind(const Person& person) {
    using enum BodyPoint;
    return person.face.empty() &&
           pixelOf(person, LeftShoulder).x < pixelOf(person, RightShoulder).x &&
           pixelOf(person, LeftHip).x < pixelOf(person, RightHip).x;
}

/// One shoulder hides the other.
bool isFromTheSide(const Person& person) {
    using enum BodyPoint;
    constexpr double kNarrow = 0.3; // of the trunk's length; from the front about 0.8
    const cv::Point2f shoulders =
        (pixelOf(person, LeftShoulder) + pixelOf(person, RightShoulder)) / 2;
    const cv::Point2f hips = (pixelOf(person, LeftHip) + pixelOf(person, RightHip)) / 2;
    const cv::Point2f across = pixelOf(person, LeftShoulder) - pixelOf(person, RightShoulder);
    return cv::norm(across) < kNarrow * cv::norm(shoulders - hips);
}

/// Both thighs point forwards rather than down.
bool isSeated(const Person& person) {
    using enum BodyPoint;
    const auto isLifted = [&](BodyPoint hip, BodyPoint knee) {
        constexpr double kSteep = 0.6; // cosine of the angle to the vertical
        const cv::Point3f thigh = person.body[index(knee)].world - person.body[index(hip)].world;
        return thigh.y < kSteep * cv::norm(thigh);
    };
    return isLifted(LeftHip, LeftKnee) && isLifted(RightHip, RightKnee);
}

void addPeople(const Subject& subject, int personIndex, std::vector<std::string>& out) {
    const auto people = static_cast<int>(subject.others.size()) + 1;
    if (personIndex < 0 || personIndex >= people) {
        out.push_back("There is no person number " + std::to_string(personIndex + 1) + ": " +
                      std::to_string(people) + " found. The largest one is used.");
    } else if (people > 1) {
        out.push_back(std::to_string(people) + " people found; number " +
                      std::to_string(personIndex + 1) +
                      " by size is used. Select another one if it is the wrong one.");
    }
}

void addFace(const Person& person, std::vector<std::string>& out) {
    if (isFromBehind(person)) {
        out.emplace_back("The person is seen from behind: face and front are made up. Use a photo "
                         "from the front.");
    } else if (person.face.empty()) {
        out.emplace_back(
            "No face was seen: it stays an average one. Use a photo that shows the face "
            "from the front or three-quarter.");
    } else if (person.faceSize < kSmallestFace) {
        out.push_back("The face is too small for a likeness (" +
                      std::to_string(std::lround(person.faceSize)) + " pixels wide; at least " +
                      std::to_string(std::lround(kSmallestFace)) +
                      " are wanted). Use a larger photo or one taken from nearer.");
    }
}

void addPosture(const Subject& subject, std::vector<std::string>& out) {
    using enum BodyPoint;
    if (anyOutside(subject, {LeftShoulder, RightShoulder, LeftHip, RightHip})) {
        return;
    }
    if (isFromTheSide(*subject.person)) {
        out.emplace_back("The person is seen from the side: width and the far half are estimated. "
                         "A photo from the front or three-quarter tells more.");
    }
    if (!anyOutside(subject, {LeftKnee, RightKnee}) && isSeated(*subject.person)) {
        out.emplace_back("The person sits or crouches: hips and legs are less certain, and what "
                         "they hide is made up. A photo of someone who stands works best.");
    }
}

void addCuts(const Subject& subject, std::vector<std::string>& out) {
    using enum BodyPoint;
    if (isOnlyFace(subject)) {
        out.emplace_back("Only the face is seen: the body is an average one. Use a photo that "
                         "shows the person from head to feet.");
        return;
    }
    if (isHeadCut(subject)) {
        out.emplace_back("The head is cut off by the picture's edge: its top is estimated.");
    }
    if (anyOutside(subject, {LeftHip, RightHip})) {
        out.emplace_back("The body is cut off at the hips or above: hips and legs are estimated.");
    } else if (anyOutside(subject, {LeftKnee, RightKnee})) {
        out.emplace_back("The legs are cut off above the knees: they are estimated.");
    } else if (anyOutside(subject, {LeftAnkle, RightAnkle, LeftHeel, RightHeel, LeftFootIndex,
                                    RightFootIndex})) {
        out.emplace_back("The feet are cut off by the picture's edge: they are estimated.");
    }
    if (touchesSides(subject.mask)) {
        out.emplace_back(
            "The person touches the left or right edge of the picture: what lies beyond it is "
            "estimated.");
    }
}

} // namespace

std::vector<std::string> subjectWarnings(const Subject& subject, int personIndex) {
    std::vector<std::string> out;
    if (!subject.person) {
        out.emplace_back(
            "No person found. Use a photo that shows one person whole and large, or cut the "
            "person out and save the picture with transparency.");
        return out;
    }
    addPeople(subject, personIndex, out);
    addFace(*subject.person, out);
    addCuts(subject, out);
    addPosture(subject, out);
    return out;
}

} // namespace maquette
