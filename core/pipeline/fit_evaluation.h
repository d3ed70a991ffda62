// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How far a fit is from the truth, on people of whom everything is known.

#include "core/fit/fit.h"
#include "core/mapping/shape_space.h"
#include "core/synthesis/evaluation_set.h"

#include <cstdint>
#include <vector>

namespace maquette {

/// The body's rows of normalizedShape(): [kBodyVertices,3] metres.
[[nodiscard]] Points evaluationShape(const Points& shape);

/// Mean distance of 14 posed joints (neck, head; shoulders, elbows, wrists, hips, knees, ankles)
/// in camera axes, millimetres: the middle of the hips is moved to the origin and each person is
/// scaled by kNormalHeight over the height of its own rest shape.
[[nodiscard]] double poseError(const FitResult& fit, const EvaluationItem& truth);

/// Mean distance of the same joints in the photo, % of the height of the person's mask.
[[nodiscard]] double pictureError(const FitResult& fit, const EvaluationItem& truth);

/// Angle between the vertical of the fit and that of the truth as the camera sees them, degrees:
/// how wrongly the camera is pitched, or the person leans.
[[nodiscard]] double uprightError(const FitResult& fit, const EvaluationItem& truth);

/// Baselines of shapeError for each truth; all as evaluationShape() gives them.
struct ShapeBaselines {
    std::vector<double> mean;   ///< the library's mean adult (default MacroParameters)
    std::vector<double> oracle; ///< the nearest of the sampled characters
};

/// @param samples  characters drawn by sampleCharacter() with Random(@p seed).
/// @errors  those of Library::shape; Cancelled. Polls @p ctx once a sample (about 10 ms).
[[nodiscard]] Result<ShapeBaselines> shapeBaselines(const Library& library,
                                                    const std::vector<Points>& truths, int samples,
                                                    std::uint64_t seed, const Context& ctx = {});

} // namespace maquette
