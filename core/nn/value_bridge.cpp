// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/value_bridge.h"

#include <opencv2/imgproc.hpp>

namespace maquette {

Points toPoints(const torch::Tensor& tensor) {
    const torch::Tensor values = tensor.to(torch::kFloat32).contiguous();
    return Eigen::Map<const Points>(values.data_ptr<float>(), values.numel() / 3, 3);
}

Eigen::VectorXf toVector(const torch::Tensor& tensor) {
    const torch::Tensor values = tensor.contiguous();
    return Eigen::Map<const Eigen::VectorXf>(values.data_ptr<float>(), values.numel());
}

Eigen::Matrix3f toMatrix(const torch::Tensor& tensor) {
    const torch::Tensor values = tensor.contiguous();
    return Eigen::Map<const Eigen::Matrix<float, 3, 3, Eigen::RowMajor>>(values.data_ptr<float>());
}

cv::Mat toImage(const torch::Tensor& planes) {
    const torch::Tensor bytes =
        (planes * 255.0).round().clamp(0, 255).to(torch::kUInt8).permute({1, 2, 0}).contiguous();
    const cv::Mat rgb(static_cast<int>(bytes.size(0)), static_cast<int>(bytes.size(1)), CV_8UC3,
                      bytes.data_ptr<std::uint8_t>());
    cv::Mat image;
    cv::cvtColor(rgb, image, cv::COLOR_RGB2BGR);
    return image;
}

torch::Tensor toTensor(const Eigen::VectorXf& values) {
    return torch::from_blob(const_cast<float*>(values.data()), {values.size()}).clone();
}

} // namespace maquette
