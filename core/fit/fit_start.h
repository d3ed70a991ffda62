// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Where the fit starts: the torso turned to the pose network's three-dimensional points.

#include "core/fit/evidence.h"
#include "core/fit/kinematics.h"

namespace maquette {

/// Root rotation by Kabsch's method from shoulders and hips, distance from their projected size;
/// everything else at its prior's mean.
[[nodiscard]] Eigen::VectorXd startingPoint(const FitModel& model, const Evidence& evidence,
                                            double gender);

} // namespace maquette
