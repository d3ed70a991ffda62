// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The shape space within a model's file.

#include "core/mapping/shape_space.h"
#include "core/nn/safetensors.h"

#include <optional>

namespace maquette {

/// Adds "shape_space.mean" and "shape_space.directions" in half precision.
void addShapeSpace(const ShapeSpace& space, TensorMap& tensors);

/// Takes them out again and fills the projection.
/// @return  nothing where they are missing or of another size.
[[nodiscard]] std::optional<ShapeSpace> takeShapeSpace(TensorMap& tensors,
                                                       std::int64_t coefficients);

} // namespace maquette
