// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/hand_network.h"

#include "core/image/body_points.h"
#include "core/image/model_file.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

using Body = std::array<BodyLandmark, kBodyLandmarks>;

constexpr int kPalmCrop = 256;         ///< side of the crop that is searched for a palm, pixels
constexpr int kInput = 224;            ///< side of the points network's input, pixels
constexpr std::size_t kMiddleBase = 9; ///< hand point: base of the middle finger

/// Where one arm says its hand is.
struct ArmEnd {
    cv::Point2f elbow;
    cv::Point2f wrist;
    cv::Point2f middle; ///< base of the middle finger, between the points of index and pinky
    float visibility = 0;
};

ArmEnd armEnd(const Body& body, bool left) {
    const auto& wrist = body[index(left ? BodyPoint::LeftWrist : BodyPoint::RightWrist)];
    const auto& indexFinger = body[index(left ? BodyPoint::LeftIndex : BodyPoint::RightIndex)];
    const auto& pinky = body[index(left ? BodyPoint::LeftPinky : BodyPoint::RightPinky)];
    const auto& elbow = body[index(left ? BodyPoint::LeftElbow : BodyPoint::RightElbow)];
    return {elbow.pixel, wrist.pixel, (2 * indexFinger.pixel + pinky.pixel) / 3, wrist.visibility};
}

/// True when both arms were led to one hand.
bool isSame(const Hand& a, const Hand& b) {
    const auto pixel = [](const Hand& hand, std::size_t i) {
        return cv::Point2f(hand.points[i].x, hand.points[i].y);
    };
    double apart = 0;
    for (std::size_t i = 0; i < kHandLandmarks; ++i) {
        apart += cv::norm(pixel(a, i) - pixel(b, i)) / kHandLandmarks;
    }
    constexpr double kApart = 0.4; // of the palm's length
    return apart < kApart * std::max(cv::norm(pixel(a, 0) - pixel(a, kMiddleBase)),
                                     cv::norm(pixel(b, 0) - pixel(b, kMiddleBase)));
}

/// A square that holds the hand even where it points at the camera.
SquareCrop cropFor(const ArmEnd& arm) {
    constexpr float kMargin = 2.7F;
    constexpr double kOfForearm = 0.3;
    const double length =
        std::max(cv::norm(arm.middle - arm.wrist), kOfForearm * cv::norm(arm.wrist - arm.elbow));
    return SquareCrop::upright(arm.middle, static_cast<float>(2 * length) * kMargin, arm.wrist,
                               arm.middle);
}

} // namespace

/// What the points network says of one crop.
struct HandNetwork::Reading {
    float score = 0;                                ///< 0 … 1: a hand is in the crop
    float rightness = 0;                            ///< 0 … 1: it is the person's right
    std::array<cv::Point3f, kHandLandmarks> points; ///< photo pixels

    /// The square that MediaPipe's tracking would look at next.
    [[nodiscard]] SquareCrop nextCrop() const;

    /// False when the points have run off: another look would be at nothing.
    [[nodiscard]] bool isPlausible(cv::Size photo) const;

    /// 0 … 1: how much the network agrees that it is this side's hand.
    [[nodiscard]] float agreement(bool left) const;

    /// True when it is surely the hand of the arm that ends at @p wrist.
    /// @param reach  side of the square that was searched, photo pixels.
    [[nodiscard]] bool isHand(cv::Point2f wrist, float reach, bool left) const;
};

bool HandNetwork::Reading::isPlausible(cv::Size photo) const {
    const cv::Rect2f frame({}, cv::Size2f(photo));
    const SquareCrop next = nextCrop();
    return frame.contains(next.center) && next.side >= 8.0F;
}

float HandNetwork::Reading::agreement(bool left) const {
    return left ? 1.0F - rightness : rightness;
}

bool HandNetwork::Reading::isHand(cv::Point2f wrist, float reach, bool left) const {
    constexpr float kSure = 0.7F;
    constexpr float kSide = 0.2F;  // hands seen edge-on are often taken for the other one
    constexpr double kNear = 0.15; // of the reach; true hands lie within 0.1
    return score >= kSure && agreement(left) >= kSide &&
           cv::norm(cv::Point2f(points[0].x, points[0].y) - wrist) <= kNear * reach;
}

SquareCrop HandNetwork::Reading::nextCrop() const {
    const auto pixel = [&](std::size_t i) { return cv::Point2f(points[i].x, points[i].y); };
    const cv::Point2f wrist = pixel(0);
    SquareCrop crop = SquareCrop::upright(wrist, 1.0F, wrist, pixel(kMiddleBase));
    const float c = std::cos(crop.rotation);
    const float s = std::sin(crop.rotation);
    std::vector<cv::Point2f> turned; // without finger tips
    for (const std::size_t i : {0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18}) {
        const cv::Point2f p = pixel(i) - wrist;
        turned.emplace_back(c * p.x + s * p.y, -s * p.x + c * p.y);
    }
    cv::Point2f from = turned.front();
    cv::Point2f to = turned.front();
    for (const cv::Point2f& p : turned) {
        from = {std::min(from.x, p.x), std::min(from.y, p.y)};
        to = {std::max(to.x, p.x), std::max(to.y, p.y)};
    }
    constexpr float kScale = 2.0F;
    constexpr float kUp = 0.1F;
    const cv::Point2f middle((from.x + to.x) / 2, (from.y + to.y) / 2 - kUp * (to.y - from.y));
    crop.center = wrist + cv::Point2f(c * middle.x - s * middle.y, s * middle.x + c * middle.y);
    crop.side = kScale * std::max(to.x - from.x, to.y - from.y);
    return crop;
}

HandNetwork::HandNetwork(SsdDetector palms, cv::dnn::Net points)
    : m_palms(std::move(palms)), m_points(std::move(points)) {}

Result<HandNetwork> HandNetwork::load(const std::filesystem::path& folder) {
    auto palms = SsdDetector::load(folder, palmDetectorLayout());
    if (!palms) {
        return fail(palms.error());
    }
    auto points = loadModel(folder / "hand_landmark_full.onnx");
    if (!points) {
        return fail(points.error());
    }
    return HandNetwork(std::move(*palms), std::move(*points));
}

std::optional<SquareCrop> HandNetwork::findPalm(const PhotoLevels& photo, const SquareCrop& around,
                                                cv::Point2f wrist) {
    const auto toPhoto = [&](cv::Point2f pixel) {
        return around.toPhoto((pixel + cv::Point2f(0.5F, 0.5F)) / static_cast<float>(kPalmCrop));
    };
    std::optional<SquareCrop> nearest;
    double least = around.side / 4; // a palm further off belongs to another hand
    for (const Detection& palm : m_palms.detect(around.cut(photo, kPalmCrop))) {
        const cv::Point2f palmWrist = toPhoto(palm.points[0]);
        if (const double distance = cv::norm(palmWrist - wrist); distance < least) {
            least = distance;
            constexpr float kScale = 2.6F;
            constexpr float kUp = 0.5F;
            const float box = std::max(palm.box.width, palm.box.height) * around.side / kPalmCrop;
            SquareCrop crop = SquareCrop::upright(toPhoto((palm.box.tl() + palm.box.br()) / 2),
                                                  box * kScale, palmWrist, toPhoto(palm.points[2]));
            crop.center +=
                kUp * box * cv::Point2f(std::sin(crop.rotation), -std::cos(crop.rotation));
            nearest = crop;
        }
    }
    return nearest;
}

HandNetwork::Reading HandNetwork::read(const PhotoLevels& photo, const SquareCrop& crop) {
    m_points.setInput(cv::dnn::blobFromImage(crop.cut(photo, kInput), 1.0 / 255.0, cv::Size(),
                                             cv::Scalar(), true));
    std::vector<cv::Mat> outputs; // points in input pixels, presence, handedness
    m_points.forward(outputs, std::vector<std::string>{"Identity", "Identity_1", "Identity_2"});
    CV_Assert(outputs[0].total() == 3 * kHandLandmarks && outputs[1].total() == 1 &&
              outputs[2].total() == 1);

    Reading reading;
    reading.score = outputs[1].ptr<float>()[0];
    reading.rightness = outputs[2].ptr<float>()[0];
    const auto* points = outputs[0].ptr<cv::Point3f>();
    for (std::size_t i = 0; i < reading.points.size(); ++i) {
        const cv::Point2f pixel = crop.toPhoto({points[i].x / kInput, points[i].y / kInput});
        constexpr float kDepthScale = 0.4F; // the network's depths are this much too small
        reading.points[i] = {pixel.x, pixel.y, points[i].z / kDepthScale / kInput * crop.side};
    }
    return reading;
}

HandNetwork::Reading HandNetwork::settle(const PhotoLevels& photo, SquareCrop crop) {
    constexpr int kReadings = 3;
    Reading reading = read(photo, crop);
    for (int i = 1; i < kReadings && reading.isPlausible(photo.full.size()); ++i) {
        reading = read(photo, reading.nextCrop());
    }
    return reading;
}

std::optional<Hand> HandNetwork::readHand(const PhotoLevels& photo, const Body& body, bool left) {
    const ArmEnd arm = armEnd(body, left);
    constexpr float kVisible = 0.1F;
    if (arm.visibility < kVisible) {
        return std::nullopt;
    }
    const SquareCrop around = cropFor(arm);
    Reading reading = settle(photo, around);
    if (!reading.isHand(arm.wrist, around.side, left)) {
        const auto palm = findPalm(photo, around, arm.wrist);
        if (!palm) {
            return std::nullopt;
        }
        reading = settle(photo, *palm);
        if (!reading.isHand(arm.wrist, around.side, left)) {
            return std::nullopt;
        }
    }
    // Half in doubt about the side is no doubt about the hand.
    return Hand{left, reading.score * std::min(1.0F, 2 * reading.agreement(left)), reading.points};
}

std::vector<Hand> HandNetwork::run(const PhotoLevels& photo, const Body& body) {
    std::vector<Hand> hands;
    for (const bool left : {true, false}) {
        if (const auto hand = readHand(photo, body, left)) {
            hands.push_back(*hand);
        }
    }
    if (hands.size() == 2 && isSame(hands[0], hands[1])) {
        hands.erase(hands[0].score < hands[1].score ? hands.begin() : hands.begin() + 1);
    }
    return hands;
}

} // namespace maquette
