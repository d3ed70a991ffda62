// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Between LibTorch's tensors and those of safetensors files.

#include "core/nn/torch.h"

#include "core/nn/safetensors.h"

namespace maquette {

/// A tensor of its own (it shares no memory with @p tensor), on the CPU, contiguous, with the same
/// dtype and shape.
/// Throws c10::Error where the bytes do not fit the shape, which no file that was read has.
[[nodiscard]] torch::Tensor toTorch(const ByteTensor& tensor);

/// A copy in row-major order, whatever the tensor's device and memory format.
/// @errors  InvalidArgument: the dtype has no place in our files (float64, bfloat16, bool ...).
[[nodiscard]] Result<ByteTensor> fromTorch(const torch::Tensor& tensor);

} // namespace maquette
