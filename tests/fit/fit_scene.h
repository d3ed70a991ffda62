// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  People of the fit's own model, with what perfect perception would see of them.

#include "core/fit/kinematics.h"
#include "core/image/subject.h"

#include <cstdint>
#include <memory>

namespace maquette::test {

/// The model with the shipped correspondences, made once; null without a character library.
std::shared_ptr<const FitModel> fitModel();

struct FitScene {
    Eigen::VectorXd unknowns; ///< the truth, in the order of FitLayout
    Subject subject;          ///< exact landmarks and mask; the whole person shows skin
    Points restShape;         ///< [kTemplateVertices,3]
};

/// A standing person with random shape and a mild random pose, 900x1200 pixels, 50 mm.
FitScene makeFitScene(const FitModel& model, std::uint64_t seed);

} // namespace maquette::test
