// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Where the fit starts: the torso turned to the pose network's three-dimensional points, or
///        a guess of pose and view.

#include "core/fit/evidence.h"
#include "core/fit/fit.h"
#include "core/fit/kinematics.h"

namespace maquette {

/// Root rotation by Kabsch's method from shoulders and hips, distance from their projected size;
/// everything else at its prior's mean.
[[nodiscard]] Eigen::VectorXd startingPoint(const FitModel& model, const Evidence& evidence,
                                            double gender);

/// The guess's camera, and its pose on the reduced skeleton; the shape is the model's mean.
/// @param guess  with a pose of the rig "default".
[[nodiscard]] Eigen::VectorXd guessedPoint(const FitModel& model, const Evidence& evidence,
                                           const FitResult& guess);

/// Takes the pitch of the camera from a guess and, where the picture's landmarks agree, the
/// directions of the segments, instead of the pose network's. Poses that a network has never seen
/// it guesses wrongly, which shows in the picture.
/// @param x  guessedPoint() of it.
/// @return   whether all segments agree.
bool believeGuess(const FitModel& model, const FitResult& guess, const Eigen::VectorXd& x,
                  Evidence& evidence);

} // namespace maquette
