// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The stages of one fit.

#include "core/base/context.h"
#include "core/fit/contour.h"
#include "core/fit/fit.h"
#include "core/fit/pose_guess.h"

#include <optional>

namespace maquette {

/// Runs the stages of one fit, each from where the last one ended; to be called in their order.
/// @errors  of all stages: Cancelled, NotConverged.
class Fitter {
public:
    /// @param gender  0 female … 1 male.
    Fitter(const FitModel& model, Evidence evidence, double gender, const Context& ctx);

    /// From a guess of pose and view, as far as the picture's landmarks agree with it: it then
    /// stands for the pose network's directions in space, and bones keep near it.
    void startFrom(const FitResult& guess);

    Status findPose();   ///< camera, bones, the first macro modes
    Status fitFace();    ///< head and its shape; nothing without a face
    Status fitOutline(); ///< body shape to the mask; nothing without one
    Status refineFace(); ///< the face alone, closer

    void setGender(double gender) { m_gender = gender; }
    [[nodiscard]] const Eigen::VectorXd& unknowns() const { return m_x; }
    [[nodiscard]] const Evidence& evidence() const { return m_evidence; }
    [[nodiscard]] int iterations() const { return m_iterations; }

private:
    struct Weights;

    Status turnTorso(); ///< root and distance alone
    Status run(const std::vector<int>& unknowns, const Weights& weights, int iterations,
               const OutlinePairs* outline = nullptr);

    const FitModel& m_model;
    Evidence m_evidence;
    double m_gender;
    const Context& m_ctx;
    Eigen::VectorXd m_x;
    std::optional<PoseGuess> m_guess;
    int m_iterations = 0;
};

} // namespace maquette
