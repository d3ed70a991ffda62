// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/shape_space_tensors.h"

#include "core/nn/tensor_bridge.h"
#include "core/nn/value_bridge.h"

namespace maquette {
namespace {

constexpr const char* kMean = "shape_space.mean";
constexpr const char* kDirections = "shape_space.directions";

torch::Tensor tensorOf(const ShapeSpace::Rows& rows) {
    return torch::from_blob(const_cast<float*>(rows.data()), {rows.rows(), rows.cols()}).clone();
}

/// Takes float32 [rows,3 kTemplateVertices] out of a file's tensors; nothing where they differ.
std::optional<torch::Tensor> takeRows(TensorMap& tensors, const std::string& name,
                                      std::int64_t rows) {
    const auto found = tensors.find(name);
    if (found == tensors.end() || found->second.dtype == DType::I64 ||
        found->second.shape != std::vector<std::int64_t>{rows, 3 * kTemplateVertices}) {
        return std::nullopt;
    }
    const torch::Tensor values = toTorch(found->second).to(torch::kFloat32).contiguous();
    tensors.erase(found);
    return values;
}

} // namespace

void addShapeSpace(const ShapeSpace& space, TensorMap& tensors) {
    const ShapeSpace::Rows mean =
        Eigen::Map<const ShapeSpace::Rows>(space.mean.data(), 1, space.mean.size());
    tensors[kMean] = *fromTorch(tensorOf(mean).to(torch::kFloat16));
    tensors[kDirections] = *fromTorch(tensorOf(space.directions).to(torch::kFloat16));
}

std::optional<ShapeSpace> takeShapeSpace(TensorMap& tensors, std::int64_t coefficients) {
    const auto mean = takeRows(tensors, kMean, 1);
    const auto directions = takeRows(tensors, kDirections, coefficients);
    if (!mean || !directions) {
        return std::nullopt;
    }
    ShapeSpace space;
    space.mean = toPoints(*mean);
    space.directions = Eigen::Map<const ShapeSpace::Rows>(directions->data_ptr<float>(),
                                                          directions->size(0), directions->size(1));
    space.project();
    return space;
}

} // namespace maquette
