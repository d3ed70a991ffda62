// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Photos whose alpha channel tells the person's outline.

#include <opencv2/core.hpp>

namespace maquette {

/// True when alpha really cuts something out.
/// @param alpha  CV_8UC1, or empty.
[[nodiscard]] bool isCutOut(const cv::Mat& alpha);

} // namespace maquette
