// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Where each template vertex lies on the body, the same for every person: what clothes
///        are cut by and skin is painted by.

#include "core/data/library.h"

namespace maquette {

/// Columns of BodyCoordinates::values.
enum BodyColumn : int {
    kBaseX =
        0, ///< place on the base mesh, metres: x to the left, y up (0 at the hips), z to the front
    kBaseY,
    kBaseZ,
    kArm,      ///< 0 … 1: how far it belongs to an arm, from skin weights
    kArmPlace, ///< along the arm: 0 shoulder, 1 elbow, 2 wrist, 3 fingertip
    kLegPlace, ///< along the leg: 0 hip, 1 knee, 2 ankle, 3 sole
    kLips,     ///< 1 on the lips
    kNails,    ///< 1 on finger and toe nails
    kMouth,    ///< 1 inside the mouth
    kBodyColumns
};

struct BodyCoordinates {
    Eigen::MatrixXf values; ///< [kTemplateVertices, kBodyColumns]
};

/// @errors  those of Library::rig.
[[nodiscard]] Result<BodyCoordinates> makeBodyCoordinates(const Library& library);

/// Height above the hairline, metres, on the base mesh's head: negative on face, ears and neck.
[[nodiscard]] float scalpHeight(const Eigen::Vector3f& base);

} // namespace maquette
