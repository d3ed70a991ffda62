// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/matting.h"

#include "core/image/model_file.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {
namespace {

const std::array<cv::Size, 3> kInputs = {cv::Size(192, 320), cv::Size(320, 192),
                                         cv::Size(256, 256)};

double aspect(cv::Size size) {
    return static_cast<double>(size.width) / size.height;
}

/// The input whose shape is nearest to that of @p size.
cv::Size inputFor(cv::Size size) {
    return *std::min_element(kInputs.begin(), kInputs.end(), [&](cv::Size a, cv::Size b) {
        return std::abs(std::log(aspect(a) / aspect(size))) <
               std::abs(std::log(aspect(b) / aspect(size)));
    });
}

/// Moves or cuts [from, from + length) so that it lies in [0, limit).
void fitInto(int& from, int& length, int limit) {
    length = std::min(length, limit);
    from = std::clamp(from, 0, limit - length);
}

/// CV_32F blob [1,3,h,w]: RGB over the brightest value, then ImageNet's mean and deviation.
cv::Mat toBlob(const cv::Mat& picture, cv::Size input) {
    cv::Mat small;
    cv::resize(picture, small, input, 0, 0, cv::INTER_AREA);
    cv::cvtColor(small, small, cv::COLOR_BGR2RGB);
    double brightest = 0;
    cv::minMaxLoc(small.reshape(1), nullptr, &brightest);
    small.convertTo(small, CV_32FC3, 1.0 / std::max(brightest, 1.0));
    cv::subtract(small, cv::Scalar(0.485, 0.456, 0.406), small);
    cv::divide(small, cv::Scalar(0.229, 0.224, 0.225), small);
    return cv::dnn::blobFromImage(small);
}

} // namespace

Matting::Matting(std::filesystem::path model) : m_file(std::move(model)) {}

cv::Rect Matting::region(const cv::Rect& box, cv::Size picture) {
    const double wanted = aspect(inputFor(box.size()));
    cv::Rect result = box;
    if (aspect(box.size()) < wanted) {
        result.width = static_cast<int>(std::lround(box.height * wanted));
        result.x -= (result.width - box.width) / 2;
    } else {
        result.height = static_cast<int>(std::lround(box.width / wanted));
        result.y -= (result.height - box.height) / 2;
    }
    fitInto(result.x, result.width, picture.width);
    fitInto(result.y, result.height, picture.height);
    return result;
}

Status Matting::ensureNet(cv::Size input) {
    if (m_net && m_input == input) {
        return {};
    }
    m_net.reset(); // the large network twice would take more than a gigabyte
    auto net = loadModel(m_file, input);
    if (!net) {
        return fail(net.error());
    }
    m_net = std::move(*net);
    m_input = input;
    return {};
}

Result<cv::Mat> Matting::run(const cv::Mat& picture) {
    const cv::Size input = inputFor(picture.size());
    if (const Status ready = ensureNet(input); !ready) {
        return fail(ready.error());
    }
    m_net->setInput(toBlob(picture, input));
    const cv::Mat output = m_net->forward("1959"); // the fused map, after its sigmoid
    CV_Assert(output.total() == static_cast<std::size_t>(input.area()));
    const cv::Mat map(input, CV_32F, const_cast<float*>(output.ptr<float>()));
    double least = 0;
    double most = 0;
    cv::minMaxLoc(map, &least, &most);
    constexpr double kNothing = 0.2;
    if (most < kNothing) {
        return cv::Mat();
    }
    cv::Mat mask;
    cv::resize((map - least) / (most - least), mask, picture.size(), 0, 0, cv::INTER_CUBIC);
    cv::min(mask, 1.0, mask);
    cv::max(mask, 0.0, mask);
    return mask;
}

} // namespace maquette
