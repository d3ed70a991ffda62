// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ssd_detector.h"

#include "core/image/model_file.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

/// Layers of equal stride share a grid; every layer adds two anchors to each of its cells.
std::vector<cv::Point2f> makeAnchors(const SsdLayout& layout) {
    std::vector<cv::Point2f> anchors;
    for (std::size_t first = 0; first < layout.strides.size();) {
        std::size_t last = first;
        while (last < layout.strides.size() && layout.strides[last] == layout.strides[first]) {
            ++last;
        }
        const int cells = (layout.inputSize + layout.strides[first] - 1) / layout.strides[first];
        const auto scale = 1.0F / static_cast<float>(cells);
        for (int cell = 0; cell < cells * cells; ++cell) {
            const cv::Point2f center((static_cast<float>(cell % cells) + 0.5F) * scale,
                                     (static_cast<float>(cell / cells) + 0.5F) * scale);
            anchors.insert(anchors.end(), 2 * (last - first), center);
        }
        first = last;
    }
    return anchors;
}

/// An image shrunk into a square with black bars, and the way back.
struct Letterbox {
    cv::Mat square;
    cv::Point2f offset;
    cv::Point2f scale; ///< square pixels per image pixel

    Letterbox(const cv::Mat& image, int side) : square(side, side, CV_8UC3, cv::Scalar::all(0)) {
        const double factor = static_cast<double>(side) / std::max(image.cols, image.rows);
        const cv::Size size(std::max(1, static_cast<int>(std::lround(image.cols * factor))),
                            std::max(1, static_cast<int>(std::lround(image.rows * factor))));
        const cv::Point corner((side - size.width) / 2, (side - size.height) / 2);
        cv::Mat inside = square(cv::Rect(corner, size));
        cv::resize(image, inside, size, 0, 0, factor < 1.0 ? cv::INTER_AREA : cv::INTER_LINEAR);
        offset = corner;
        scale = {static_cast<float>(size.width) / static_cast<float>(image.cols),
                 static_cast<float>(size.height) / static_cast<float>(image.rows)};
    }

    /// @param unit  0 … 1 over the square. @return  image pixels, (0,0) the first one's centre.
    [[nodiscard]] cv::Point2f toImage(float x, float y) const {
        const auto side = static_cast<float>(square.cols);
        return {(x * side - offset.x) / scale.x - 0.5F, (y * side - offset.y) / scale.y - 0.5F};
    }
};

Detection decodeBox(const float* row, cv::Point2f anchor, const SsdLayout& layout,
                    const Letterbox& letterbox) {
    const auto side = static_cast<float>(layout.inputSize);
    const float x = row[0] / side + anchor.x;
    const float y = row[1] / side + anchor.y;
    const float halfWidth = row[2] / side / 2;
    const float halfHeight = row[3] / side / 2;
    Detection found;
    found.box = cv::Rect2f(letterbox.toImage(x - halfWidth, y - halfHeight),
                           letterbox.toImage(x + halfWidth, y + halfHeight));
    for (int k = 0; k < layout.keyPoints; ++k) {
        const float* point = row + 4 + 2 * static_cast<std::ptrdiff_t>(k);
        found.points.push_back(
            letterbox.toImage(point[0] / side + anchor.x, point[1] / side + anchor.y));
    }
    return found;
}

float overlap(const cv::Rect2f& a, const cv::Rect2f& b) {
    const float common = (a & b).area();
    return common / std::max(a.area() + b.area() - common, 1e-6F);
}

/// The mean of @p group, weighted by score, with the score of its first member.
Detection mean(const std::vector<Detection>& group) {
    Detection result = group.front();
    cv::Point2f from;
    cv::Point2f to;
    std::fill(result.points.begin(), result.points.end(), cv::Point2f());
    float weight = 0;
    for (const Detection& member : group) {
        weight += member.score;
        from += member.score * member.box.tl();
        to += member.score * member.box.br();
        for (std::size_t k = 0; k < result.points.size(); ++k) {
            result.points[k] += member.score * member.points[k];
        }
    }
    result.box = cv::Rect2f(from / weight, to / weight);
    for (cv::Point2f& point : result.points) {
        point /= weight;
    }
    return result;
}

/// Weighted non-maximum suppression: what overlaps the best by more than 0.3 is averaged with it.
std::vector<Detection> merge(std::vector<Detection> candidates) {
    constexpr float kSame = 0.3F;
    std::sort(candidates.begin(), candidates.end(),
              [](const Detection& a, const Detection& b) { return a.score > b.score; });
    std::vector<Detection> result;
    while (!candidates.empty()) {
        const cv::Rect2f best = candidates.front().box;
        const auto rest = std::stable_partition(
            candidates.begin() + 1, candidates.end(),
            [&](const Detection& other) { return overlap(best, other.box) > kSame; });
        result.push_back(mean({candidates.begin(), rest}));
        candidates.erase(candidates.begin(), rest);
    }
    return result;
}

} // namespace

SsdLayout personDetectorLayout() {
    return {"pose_detection.onnx", 224, {8, 16, 32, 32, 32}, 4, "Identity", "Identity_1"};
}

SsdLayout faceDetectorLayout() {
    return {
        "face_detection_short_range.onnx", 128, {8, 16, 16, 16}, 6, "regressors", "classificators"};
}

SsdLayout palmDetectorLayout() {
    return {"palm_detection_full.onnx", 192, {8, 16, 16, 16}, 7, "Identity", "Identity_1"};
}

SsdDetector::SsdDetector(cv::dnn::Net net, SsdLayout layout)
    : m_net(std::move(net)), m_layout(std::move(layout)), m_anchors(makeAnchors(m_layout)) {}

Result<SsdDetector> SsdDetector::load(const std::filesystem::path& folder,
                                      const SsdLayout& layout) {
    auto net = loadModel(folder / layout.file);
    if (!net) {
        return fail(net.error());
    }
    return SsdDetector(std::move(*net), layout);
}

std::vector<Detection> SsdDetector::detect(const cv::Mat& image, float threshold) {
    const Letterbox letterbox(image, m_layout.inputSize);
    constexpr double kHalfRange = 127.5; // pixels to -1 … 1
    m_net.setInput(cv::dnn::blobFromImage(letterbox.square, 1.0 / kHalfRange, cv::Size(),
                                          cv::Scalar::all(kHalfRange), true));
    std::vector<cv::Mat> outputs;
    m_net.forward(outputs, std::vector<std::string>{m_layout.boxes, m_layout.scores});
    const std::size_t width = 4 + 2 * static_cast<std::size_t>(m_layout.keyPoints);
    CV_Assert(outputs[0].total() == m_anchors.size() * width &&
              outputs[1].total() == m_anchors.size());

    const float least = std::log(threshold / (1.0F - threshold));
    const auto* rows = outputs[0].ptr<float>();
    const auto* logits = outputs[1].ptr<float>();
    std::vector<Detection> candidates;
    for (std::size_t i = 0; i < m_anchors.size(); ++i) {
        if (logits[i] >= least) {
            candidates.push_back(decodeBox(rows + i * width, m_anchors[i], m_layout, letterbox));
            candidates.back().score = 1.0F / (1.0F + std::exp(-logits[i]));
        }
    }
    return merge(std::move(candidates));
}

} // namespace maquette
