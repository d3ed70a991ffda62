// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How far the camera looks down on the person.
///
/// A picture of one person does not show the horizon, and a person who leans forward looks much
/// like one seen from above. Two things help: cameras are held between hip and eye height and
/// aimed so that the person is in the frame, and people who stand are upright.

#include "core/fit/evidence.h"
#include "core/fit/kinematics.h"

namespace maquette {

/// Angle of the line from the ankles to the ears against the picture's vertical, in depth:
/// radians, positive with the head nearer to the camera.
[[nodiscard]] double leanInCamera(const FitModel& model, const Eigen::VectorXd& x);

/// What the evidence says of the pitch, or else what is expected of a camera held at chest height,
/// from where the picture's centre falls on the person: radians, positive looking down.
[[nodiscard]] double likelyPitch(const Evidence& evidence, const Eigen::VectorXd& x);

/// The pitch in view of the fitted body: a known one; else, of people who stand, their own line is
/// the vertical (as far as it is within 12 degrees of what is expected); for others the
/// expectation stands.
[[nodiscard]] double cameraPitch(const FitModel& model, const Evidence& evidence,
                                 const Eigen::VectorXd& x);

} // namespace maquette
