// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the fit measures itself against: landmarks, directions and outline of one person.

#include "core/fit/fit_model.h"
#include "core/image/subject.h"

#include <opencv2/core.hpp>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace maquette {

/// Body segments whose directions in space the pose network tells (landmark pairs).
inline constexpr std::array<std::pair<int, int>, 14> kSegments = {{{11, 13},
                                                                   {13, 15},
                                                                   {12, 14},
                                                                   {14, 16},
                                                                   {23, 25},
                                                                   {25, 27},
                                                                   {24, 26},
                                                                   {26, 28},
                                                                   {11, 12},
                                                                   {23, 24},
                                                                   {23, 11},
                                                                   {24, 12},
                                                                   {27, 31},
                                                                   {28, 32}}};

/// The twelve joints of the published error: shoulders, elbows, wrists, hips, knees, ankles.
inline constexpr std::array<int, 12> kJointLandmarks = {11, 12, 13, 14, 15, 16,
                                                        23, 24, 25, 26, 27, 28};

struct Evidence {
    int width = 0;
    int height = 0;
    double focal = 0;      ///< pixels, start value
    double focalSigma = 0; ///< of log focal: small when EXIF knows it
    Eigen::Vector2d centre = Eigen::Vector2d::Zero();
    std::optional<double> pitch; ///< radians, positive looking down; nothing: unknown
    double personHeight = 0;     ///< pixels: unit of landmark errors
    double faceWidth = 0;        ///< pixels: unit of face errors; 0 without a face

    RowMatrix body;             ///< [33,2] pixels
    Eigen::VectorXd bodyWeight; ///< [33]
    RowMatrix world;            ///< [33,3] metres, camera axes
    RowMatrix segment;          ///< [14,3] unit directions, camera axes
    Eigen::VectorXd segmentWeight;
    RowMatrix face; ///< [F,2] pixels, in the order of FitModel::faceIndices; empty without a face
    cv::Mat mask;   ///< CV_8UC1, photo size; empty when unknown
    cv::Mat skin;   ///< CV_8UC1 0 … 255, photo size; empty when unknown

    [[nodiscard]] bool hasFace() const { return face.rows() > 0; }
};

/// @param subject  needs a person.
[[nodiscard]] Evidence gatherEvidence(const FitModel& model, const Subject& subject);

} // namespace maquette
