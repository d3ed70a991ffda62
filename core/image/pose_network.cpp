// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/pose_network.h"

#include "core/image/model_file.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr int kInput = 256;   ///< side of the input, pixels
constexpr int kHeatMap = 64;  ///< side of a heat map, cells
constexpr int kPoints = 39;   ///< 33 body points and 6 that only steer MediaPipe's tracking
constexpr int kPointSize = 5; ///< x, y, z in input pixels; visibility and presence, logits

float sigmoid(float logit) {
    return 1.0F / (1.0F + std::exp(-logit));
}

/// Moves a point to the centre of mass of its heat map within a 7 x 7 window, where the map is
/// sure of itself. @param point  x and y, input pixels.
void refine(float* point, const float* heatMap) {
    constexpr int kReach = 3;
    constexpr float kSure = 0.5F;
    constexpr float kCell = static_cast<float>(kInput) / kHeatMap;
    const int column = static_cast<int>(point[0] / kCell);
    const int row = static_cast<int>(point[1] / kCell);
    if (column < 0 || row < 0 || column >= kHeatMap || row >= kHeatMap) {
        return;
    }
    float sum = 0;
    float x = 0;
    float y = 0;
    float best = 0;
    for (int r = std::max(0, row - kReach); r <= std::min(kHeatMap - 1, row + kReach); ++r) {
        for (int c = std::max(0, column - kReach); c <= std::min(kHeatMap - 1, column + kReach);
             ++c) {
            const float weight = sigmoid(heatMap[r * kHeatMap + c]);
            sum += weight;
            x += weight * static_cast<float>(c);
            y += weight * static_cast<float>(r);
            best = std::max(best, weight);
        }
    }
    if (best >= kSure) {
        point[0] = x / sum * kCell;
        point[1] = y / sum * kCell;
    }
}

BodyLandmark toLandmark(const float* point, const float* world, const SquareCrop& crop) {
    const float c = std::cos(crop.rotation);
    const float s = std::sin(crop.rotation);
    BodyLandmark result;
    result.pixel = crop.toPhoto({point[0] / kInput, point[1] / kInput});
    // The network exaggerates depth: its world points, which are in proportion, have 0.27 … 0.33
    // of it (measured on eight photos).
    constexpr float kDepthScale = 0.3F;
    result.depth = kDepthScale * point[2] / kInput * crop.side;
    result.visibility = sigmoid(point[3]);
    result.world = {c * world[0] - s * world[1], s * world[0] + c * world[1], world[2]};
    return result;
}

/// @param logits  CV_32F, any shape of 256 x 256 values.
cv::Mat toMask(const cv::Mat& logits) {
    cv::Mat mask(kInput, kInput, CV_32F);
    const auto* from = logits.ptr<float>();
    std::transform(from, from + mask.total(), mask.ptr<float>(), sigmoid);
    return mask;
}

} // namespace

PoseNetwork::PoseNetwork(cv::dnn::Net net) : m_net(std::move(net)) {}

Result<PoseNetwork> PoseNetwork::load(const std::filesystem::path& folder, bool heavy) {
    auto net = loadModel(folder / (heavy ? "pose_landmark_heavy.onnx" : "pose_landmark_full.onnx"));
    if (!net) {
        return fail(net.error());
    }
    return PoseNetwork(std::move(*net));
}

SquareCrop PoseNetwork::cropFor(const Detection& found) {
    constexpr float kMargin = 1.25F;
    const cv::Point2f hips = found.points[0];
    const cv::Point2f top = found.points[1];
    const auto radius = static_cast<float>(cv::norm(top - hips));
    return SquareCrop::upright(hips, 2 * radius * kMargin, hips, top);
}

BodyPose PoseNetwork::run(const PhotoLevels& photo, const SquareCrop& crop) {
    m_net.setInput(cv::dnn::blobFromImage(crop.cut(photo, kInput), 1.0 / 255.0, cv::Size(),
                                          cv::Scalar(), true));
    // Points, presence, mask, heat maps, world points.
    std::vector<cv::Mat> outputs;
    m_net.forward(outputs, std::vector<std::string>{"Identity", "Identity_1", "Identity_2",
                                                    "Identity_3", "Identity_4"});
    CV_Assert(outputs[0].total() == kPoints * kPointSize && outputs[1].total() == 1 &&
              outputs[2].total() == kInput * kInput &&
              outputs[3].total() == kPoints * kHeatMap * kHeatMap &&
              outputs[4].total() == kPoints * 3);

    BodyPose pose;
    pose.crop = crop;
    pose.presence = outputs[1].ptr<float>()[0];
    pose.mask = toMask(outputs[2]);
    for (std::size_t i = 0; i < pose.landmarks.size(); ++i) {
        float* point = outputs[0].ptr<float>() + i * kPointSize;
        refine(point, outputs[3].ptr<float>() + i * kHeatMap * kHeatMap);
        pose.landmarks[i] = toLandmark(point, outputs[4].ptr<float>() + i * 3, crop);
    }
    return pose;
}

} // namespace maquette
