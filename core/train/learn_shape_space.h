// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The principal components of a dataset's people.

#include "core/base/context.h"
#include "core/dataset/dataset.h"
#include "core/mapping/shape_space.h"

namespace maquette {

/// @param components  1 … 512.
/// @param samples     people of the training split to learn from, at most; evenly chosen.
/// @errors  MissingData, InvalidArgument (not a dataset of people, fewer people than components),
///          Cancelled. Throws c10::Error when LibTorch fails.
/// @threading  Uses LibTorch's threads; takes about five seconds for 2,000 people.
[[nodiscard]] Result<ShapeSpace> learnShapeSpace(const Dataset& dataset, int components,
                                                 int samples, const Context& ctx = {});

} // namespace maquette
