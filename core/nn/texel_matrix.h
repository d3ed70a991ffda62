// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The sparse matrices of position maps as tensors.

#include "core/nn/torch.h"

#include "core/geometry/position_map.h"

namespace maquette {

/// Sparse float32 [rows,texels].
[[nodiscard]] torch::Tensor toSparse(const TexelMatrix& matrix);

/// What the matrix reads of maps. @param maps [N,3,side,side]. @return [N,rows,3].
[[nodiscard]] torch::Tensor readMaps(const torch::Tensor& matrix, const torch::Tensor& maps);

} // namespace maquette
