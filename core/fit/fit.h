// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Fits camera, pose and shape of the library's character to what perception saw.

#include "core/base/context.h"
#include "core/data/library.h"
#include "core/geometry/camera.h"
#include "core/image/subject.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maquette {

class FitModel; ///< linear shape basis, reduced skeleton and correspondences (fit_model.h)

/// How well the fitted body agrees with what was seen. Fractions, not percent.
struct FitMetrics {
    double jointError = 0;  ///< mean of those of 12 joints that are seen, of the person's height
    double faceError = 0;   ///< mean of 468 points, fraction of face width; 0 without a face
    double iou = 0;         ///< silhouette of the body alone against the mask
    double leanDegrees = 0; ///< forward lean of the line ankles-ears on the ground; 0 = upright
    double gender = 0.5;    ///< the estimate used
    int iterations = 0;
};

/// A posed character of the library that matches the photo. Library frame, metres.
struct FitResult {
    Points restShape;  ///< [kTemplateVertices,3] rest pose, neutral face
    Points photoShape; ///< [kTemplateVertices,3] rest pose, with the photo's facial expression
    std::shared_ptr<const Rig> rig; ///< "default"
    Skeleton skeleton;              ///< of restShape
    Pose pose;                      ///< of the photo, one rotation a bone of skeleton
    Camera camera;                  ///< for the photo's full size; modelToCamera takes posed points
    std::map<std::string, double> facialUnits;
    FitMetrics metrics;

    /// photoShape in the photo's pose, [kTemplateVertices,3] (model space, before the camera).
    [[nodiscard]] Points posedShape() const;
};

/// What is likely of a person before the fit, for example what a network says.
struct FitGuess {
    /// Shape, pose and camera; a pose without rotations is unknown, and its camera with it.
    FitResult character;
    double spread = 0.4; ///< how far shapes are from it, as a share of how far people differ
};

struct FitOptions {
    std::optional<double> gender; ///< 0 female … 1 male; estimated when absent
    bool useSilhouette = true;
    std::optional<FitGuess> guess; ///< instead of the library's mean and the pose network's depth
};

/// @param subject  needs a person; the mask is used where there is one.
/// @errors  NoPersonFound, NotConverged, Cancelled.
/// @threading  Reentrant. Polls @p ctx once per solver iteration (about 30 ms).
[[nodiscard]] Result<FitResult> fitCharacter(const FitModel& model, const Subject& subject,
                                             const FitOptions& options = {},
                                             const Context& ctx = {});

} // namespace maquette
