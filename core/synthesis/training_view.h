// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Pictures to train on: made-up people as cut out of photos of every kind.

#include "core/synthesis/synthetic_person.h"

namespace maquette {

struct TrainingViewOptions {
    int side = 256;     ///< of the picture, pixels
    int faceSide = 128; ///< of the picture of the head, pixels
    int partSide = 64;  ///< of the part map, pixels
};

/// One picture of a person and the truth about it.
struct TrainingView {
    cv::Mat image; ///< CV_8UC3 BGR [side,side]
    cv::Mat mask;  ///< CV_8UC1 [side,side], coverage of the dressed person
    cv::Mat parts; ///< CV_8UC1 [partSide,partSide]: 1 + BodyRegion of the bare body, 0 elsewhere
    cv::Mat face;  ///< CV_8UC3 BGR [faceSide,faceSide]: the head, as sharp as the photo has it
    Camera camera; ///< of image; takes posed points
    cv::Rect2d facePlace;            ///< what face shows, pixels of image; a square
    std::vector<double> facialUnits; ///< in the order of Library::facialUnitNames()
    Pose pose;                       ///< one rotation a bone of the identity's skeleton
    Points joints;                   ///< [bones,3] posed bone heads, model space, metres
    std::string poseName;
    std::string surroundings;
    double yaw = 0.0; ///< degrees, of the camera round the person
};

/// Cameras go all round, most within 75 degrees of the front, from 24 to 135 mm equivalent, held
/// between knee and over head; figures are framed loosely or tightly, feet, head or a side cut off
/// now and then. Two in five pictures are cut out of a photo in which the figure is not in the
/// middle.
/// @param low,high  bounding box of the posed figure, model space, metres.
[[nodiscard]] Camera sampleTrainingCamera(const Eigen::Vector3f& low, const Eigen::Vector3f& high,
                                          int side, Random& random);

/// @param maker  made with PersonDetail::small().
/// @param seed   of pose, expression, camera, light, place and flaws.
/// @threading    Reentrant.
[[nodiscard]] TrainingView makeTrainingView(const PersonMaker& maker, const PersonIdentity& person,
                                            std::uint64_t seed,
                                            const TrainingViewOptions& options = {});

} // namespace maquette
