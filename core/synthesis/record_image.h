// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Square pictures in a dataset's records.

#include "core/dataset/record.h"

#include <opencv2/core.hpp>

namespace maquette {

/// A view: it lives as long as the record's bytes, and must not be written to.
/// @param field  square, 8 bits a channel, row-major.
[[nodiscard]] cv::Mat recordImage(const RecordView& record, const FieldRef<std::uint8_t>& field,
                                  int channels = 3);

} // namespace maquette
