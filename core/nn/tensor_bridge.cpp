// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/tensor_bridge.h"

#include <cstring>

namespace maquette {
namespace {

torch::ScalarType scalarType(DType dtype) {
    switch (dtype) {
    case DType::U8:
        return torch::kUInt8;
    case DType::F16:
        return torch::kFloat16;
    case DType::F32:
        return torch::kFloat32;
    case DType::I64:
        return torch::kInt64;
    }
    TORCH_CHECK(false, "unknown dtype");
}

Result<DType> dtypeOf(torch::ScalarType type) {
    for (const DType dtype : {DType::U8, DType::F16, DType::F32, DType::I64}) {
        if (scalarType(dtype) == type) {
            return dtype;
        }
    }
    return fail(ErrorCode::InvalidArgument,
                std::string("Tensors of the type ") + torch::toString(type) + " cannot be saved.");
}

} // namespace

torch::Tensor toTorch(const ByteTensor& tensor) {
    const torch::Tensor copy = torch::empty(tensor.shape, scalarType(tensor.dtype));
    TORCH_CHECK(copy.nbytes() == tensor.bytes.size(), "a tensor of ", copy.nbytes(),
                " bytes was given ", tensor.bytes.size());
    if (!tensor.bytes.empty()) {
        std::memcpy(copy.data_ptr(), tensor.bytes.data(), tensor.bytes.size());
    }
    return copy;
}

Result<ByteTensor> fromTorch(const torch::Tensor& tensor) {
    const Result<DType> dtype = dtypeOf(tensor.scalar_type());
    if (!dtype) {
        return fail(dtype.error());
    }
    const auto kept = std::make_shared<const torch::Tensor>(
        tensor.detach().to(torch::kCPU).clone(torch::MemoryFormat::Contiguous));
    const auto* first = static_cast<const std::uint8_t*>(kept->data_ptr());
    return ByteTensor{*dtype, tensor.sizes().vec(), std::span(first, kept->nbytes()), kept};
}

} // namespace maquette
