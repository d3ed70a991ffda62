// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What is likely before anything is seen: poses, shapes, focal lengths.

#include "core/fit/pose_guess.h"
#include "core/fit/terms.h"

namespace maquette {

/// Gaussian on rotation vectors in the template's axes; elbows and knees bend one way only.
class PosePrior : public Term {
public:
    /// @param guess  bones of which it is believed are left to GuessPrior, but for what elbows and
    ///               knees cannot do; null: none.
    explicit PosePrior(const StageView& view, const PoseGuess* guess = nullptr);
    [[nodiscard]] int rows() const override { return m_rows; }
    void evaluate(const Eigen::VectorXd& x, const Kinematics& pose, const Eigen::VectorXd& shape,
                  Rows rows) const override;

private:
    struct Elbow {
        int bone = 0;
        Eigen::Vector3d hinge;   ///< bends about this axis
        Eigen::Vector3d forearm; ///< twists about this axis
        Eigen::Vector3d valgus;  ///< hardly moves about this one
        double restAngle = 0;    ///< radians, bend in the rest pose
        double share = 1;        ///< of what is likely; 0: limits alone
    };
    void put(Rows& rows, int& row, int bone, const Eigen::Vector3d& direction, double value) const;

    const StageView& m_view;
    std::vector<int> m_plainBones;
    std::vector<Eigen::Vector3d> m_sigma; ///< per bone, radians
    std::vector<Elbow> m_elbows;
    std::vector<int> m_knees;
    int m_rows = 0;
};

/// Bones of which a guess is believed stay near it.
class GuessPrior : public Term {
public:
    /// @param guess  must outlive the term.
    GuessPrior(const StageView& view, const PoseGuess& guess);
    [[nodiscard]] int rows() const override { return 3 * static_cast<int>(m_bones.size()); }
    void evaluate(const Eigen::VectorXd& x, const Kinematics& pose, const Eigen::VectorXd& shape,
                  Rows rows) const override;

private:
    const StageView& m_view;
    const PoseGuess& m_guess;
    std::vector<int> m_bones; ///< believed ones after the root
};

/// Macro coefficients: a Gaussian of the gender; local ones: zero mean; facial units not negative.
class ShapePrior : public Term {
public:
    /// @param gender  0 female … 1 male; the Gaussians are mixed in between.
    ShapePrior(const StageView& view, double gender);
    [[nodiscard]] int rows() const override;
    void evaluate(const Eigen::VectorXd& x, const Kinematics& pose, const Eigen::VectorXd& shape,
                  Rows rows) const override;

private:
    const StageView& m_view;
    Eigen::VectorXd m_mean;   ///< [M]
    Eigen::MatrixXd m_whiten; ///< [M,M]
};

class FocalPrior : public Term {
public:
    explicit FocalPrior(const StageView& view) : m_view(view) {}
    [[nodiscard]] int rows() const override { return 1; }
    void evaluate(const Eigen::VectorXd& x, const Kinematics& pose, const Eigen::VectorXd& shape,
                  Rows rows) const override;

private:
    const StageView& m_view;
};

/// Mean of the macro coefficients for a gender.
[[nodiscard]] Eigen::VectorXd macroMean(const FitModel& model, double gender);

} // namespace maquette
