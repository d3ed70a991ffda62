// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Contact sheets: a look at many samples of a dataset at once.

#include "core/dataset/dataset.h"

#include <opencv2/core.hpp>

namespace maquette {

struct SheetOptions {
    int columns = 8;
    int rows = 8;
    bool faces = false; ///< the pictures of the heads instead
};

/// Pictures of samples spread evenly over the dataset, CV_8UC3.
/// @errors  MissingData, InvalidArgument: the dataset is not one of people, or is empty.
[[nodiscard]] Result<cv::Mat> datasetSheet(const Dataset& dataset,
                                           const SheetOptions& options = {});

} // namespace maquette
