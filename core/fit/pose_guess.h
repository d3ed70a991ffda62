// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A network's guess of pose and view, limb by limb as far as the picture agrees.

#include "core/fit/evidence.h"
#include "core/fit/fit.h"
#include "core/fit/kinematics.h"

#include <vector>

namespace maquette {

/// A guess of pose and view as the fit's unknowns, and how far the picture agrees with it.
struct PoseGuess {
    Eigen::VectorXd x;          ///< the guess's camera and bones; the shape is the model's mean
    RowMatrix body;             ///< [kBodyLandmarks,3] that x gives, see posedBodyLandmarks
    std::vector<bool> believed; ///< per bone of the model; no bone whose parent is not

    [[nodiscard]] bool isBelieved() const { return believed.front(); } ///< at least the hips
    [[nodiscard]] bool isWhollyBelieved() const;
};

/// Compares a guess with the picture's landmarks, segment by segment: poses that a network has
/// never seen it guesses wrongly, which shows in the picture.
/// @param guess  with a pose of the rig "default".
[[nodiscard]] PoseGuess readGuess(const FitModel& model, const Evidence& evidence,
                                  const FitResult& guess);

/// Takes the pitch of the camera and the directions of the segments of believed bones from a guess
/// instead of from the pose network.
void adoptGuess(const FitModel& model, const FitResult& guess, const PoseGuess& read,
                Evidence& evidence);

/// The unknowns of a guess where they are believed, else of @p start.
[[nodiscard]] Eigen::VectorXd guessedStart(const FitModel& model, const PoseGuess& guess,
                                           const Eigen::VectorXd& start);

} // namespace maquette
