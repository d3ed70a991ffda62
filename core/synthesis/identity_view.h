// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What a dataset knows of a person: the body in rest pose as a picture, and its parameters.

#include "core/data/library.h"
#include "core/dataset/dataset.h"

#include <opencv2/core.hpp>

namespace maquette {

struct IdentityViewOptions {
    float yaw = 30.0F; ///< of the camera round the body, degrees
    int width = 268;   ///< pixels
    int height = 320;
    int threads = 2;
};

/// The rest shape in clay, CV_8UC3 BGR, from the front turned by yaw. Takes about 0.1 s.
/// @errors  MissingData, InvalidArgument: not a dataset of people, of another template, or there
///          is no such identity.
/// @threading  Reentrant.
[[nodiscard]] Result<cv::Mat> renderIdentity(const Library& library, const Dataset& dataset,
                                             std::int64_t identity,
                                             const IdentityViewOptions& options = {});

struct IdentityParameter {
    std::string name; ///< of a field of MacroParameters, or of a slider of the library
    double value = 0.0;
    bool isSlider = false;
};

/// The macro parameters, then the sliders that are not 0, those moved most first.
/// @errors  as renderIdentity.
[[nodiscard]] Result<std::vector<IdentityParameter>>
identityParameters(const Library& library, const Dataset& dataset, std::int64_t identity);

} // namespace maquette
