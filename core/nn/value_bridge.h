// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  From tensors to the values that the rest of the program knows, and back.

#include "core/nn/torch.h"

#include "core/geometry/mesh.h"

#include <opencv2/core.hpp>

namespace maquette {

/// @param tensor  3n numbers, row by row. @return [n,3].
[[nodiscard]] Points toPoints(const torch::Tensor& tensor);
[[nodiscard]] Eigen::VectorXf toVector(const torch::Tensor& tensor);
/// @param tensor  [3,3].
[[nodiscard]] Eigen::Matrix3f toMatrix(const torch::Tensor& tensor);
/// @param planes  [3,H,W] RGB, 0 … 1. @return CV_8UC3 BGR.
[[nodiscard]] cv::Mat toImage(const torch::Tensor& planes);
/// float32 [n]; a copy.
[[nodiscard]] torch::Tensor toTensor(const Eigen::VectorXf& values);

} // namespace maquette
