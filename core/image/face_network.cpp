// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/face_network.h"

#include "core/image/body_points.h"
#include "core/image/model_file.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

using Body = std::array<BodyLandmark, kBodyLandmarks>;

constexpr int kHeadCrop = 256; ///< side of the head crop that is searched, pixels
constexpr int kInput = 192;    ///< side of the mesh network's input, pixels

/// A generous square round the head; wide enough when it is seen from the side.
SquareCrop headCrop(const Body& body) {
    const auto at = [&](BodyPoint point) { return body[index(point)].pixel; };
    const cv::Point2f ears = (at(BodyPoint::LeftEar) + at(BodyPoint::RightEar)) / 2;
    const cv::Point2f center =
        (at(BodyPoint::Nose) + at(BodyPoint::LeftEye) + at(BodyPoint::RightEye) +
         at(BodyPoint::LeftEar) + at(BodyPoint::RightEar)) /
        5;
    const double head =
        std::max({cv::norm(at(BodyPoint::LeftEar) - at(BodyPoint::RightEar)),
                  1.6 * cv::norm(at(BodyPoint::LeftEye) - at(BodyPoint::RightEye)),
                  2.0 * cv::norm(at(BodyPoint::Nose) - ears),
                  0.35 * cv::norm(at(BodyPoint::LeftShoulder) - at(BodyPoint::RightShoulder))});
    constexpr float kMargin = 3.2F;
    return {center, static_cast<float>(head) * kMargin, 0.0F};
}

} // namespace

FaceNetwork::FaceNetwork(SsdDetector detector, cv::dnn::Net mesh)
    : m_detector(std::move(detector)), m_mesh(std::move(mesh)) {}

Result<FaceNetwork> FaceNetwork::load(const std::filesystem::path& folder) {
    auto detector = SsdDetector::load(folder, faceDetectorLayout());
    if (!detector) {
        return fail(detector.error());
    }
    auto mesh = loadModel(folder / "face_landmark.onnx");
    if (!mesh) {
        return fail(mesh.error());
    }
    return FaceNetwork(std::move(*detector), std::move(*mesh));
}

std::optional<SquareCrop> FaceNetwork::findFace(const PhotoLevels& photo, const SquareCrop& head) {
    const std::vector<Detection> found = m_detector.detect(head.cut(photo, kHeadCrop));
    if (found.empty()) {
        return std::nullopt;
    }
    const auto toPhoto = [&](cv::Point2f pixel) {
        return head.toPhoto((pixel + cv::Point2f(0.5F, 0.5F)) / static_cast<float>(kHeadCrop));
    };
    const Detection& best = found.front();
    const cv::Point2f eyes = toPhoto(best.points[1]) - toPhoto(best.points[0]);
    constexpr float kMargin = 1.5F;
    const float side = std::max(best.box.width, best.box.height) * head.side / kHeadCrop * kMargin;
    return SquareCrop{toPhoto((best.box.tl() + best.box.br()) / 2), side,
                      std::atan2(eyes.y, eyes.x)};
}

std::optional<FaceNetwork::Face> FaceNetwork::run(const PhotoLevels& photo, const Body& body) {
    const auto crop = findFace(photo, headCrop(body));
    if (!crop) {
        return std::nullopt;
    }
    m_mesh.setInput(cv::dnn::blobFromImage(crop->cut(photo, kInput), 1.0 / 255.0, cv::Size(),
                                           cv::Scalar(), true));
    std::vector<cv::Mat> outputs; // points in input pixels, score as a logit
    m_mesh.forward(outputs, std::vector<std::string>{"conv2d_21", "conv2d_31"});
    CV_Assert(outputs[0].total() == 3 * kFaceLandmarks && outputs[1].total() == 1);

    Face face;
    face.score = 1.0F / (1.0F + std::exp(-outputs[1].ptr<float>()[0]));
    const auto* points = outputs[0].ptr<cv::Point3f>();
    for (int i = 0; i < kFaceLandmarks; ++i) {
        const cv::Point2f pixel = crop->toPhoto({points[i].x / kInput, points[i].y / kInput});
        face.points.emplace_back(pixel.x, pixel.y, points[i].z / kInput * crop->side);
    }
    return face;
}

float FaceNetwork::width(const std::vector<cv::Point3f>& points) {
    constexpr std::size_t kRightSide = 234; // in front of the ears, at the cheek bones
    constexpr std::size_t kLeftSide = 454;
    return static_cast<float>(cv::norm(points[kLeftSide] - points[kRightSide]));
}

} // namespace maquette
