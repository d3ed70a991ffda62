// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/priors.h"

#include <Eigen/Cholesky>
#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <map>

namespace maquette {
namespace {

constexpr double kMacroWeight = 1.5;
constexpr double kGuessSigma = 0.12; ///< radians that bones are off in a network's guess
constexpr double kUnitLimit = 15.0;  ///< per unit below zero
constexpr double kFaceLimit = 5.0;   ///< per unit beyond the slider's end

/// Prior sigma of a bone's rotation vector, radians, by the name without its side.
Eigen::Vector3d boneSigma(const std::string& name) {
    static const std::map<std::string, Eigen::Vector3d> kSigma = {
        {"spine04", {0.15, 0.15, 0.15}}, {"spine02", {0.15, 0.2, 0.15}},
        {"neck01", {0.12, 0.25, 0.12}},  {"head", {0.25, 0.4, 0.2}},
        {"clavicle", {0.1, 0.2, 0.25}},  {"upperarm01", {0.9, 0.9, 0.9}},
        {"lowerarm01", {0.8, 0.8, 0.8}}, {"wrist", {0.25, 0.25, 0.25}},
        {"upperleg01", {0.7, 0.4, 0.4}}, {"lowerleg01", {0.8, 0.06, 0.06}},
        {"foot", {0.3, 0.25, 0.15}},
    };
    const auto found = kSigma.find(name.substr(0, name.find('.')));
    return found == kSigma.end() ? Eigen::Vector3d::Constant(0.5) : found->second;
}

/// Puts one row of a term that depends on one unknown.
void putScalar(const StageView& view, Rows& rows, int row, int unknown, double value,
               double slope) {
    rows.residuals[row] = value;
    if (rows.jacobian) {
        rows.jacobian->row(rows.first + row).setZero();
        if (const int column = view.free.columns[unknown]; column >= 0) {
            (*rows.jacobian)(rows.first + row, column) = slope;
        }
    }
}

} // namespace

PosePrior::PosePrior(const StageView& view, const PoseGuess* guess)
    : m_view(view), m_sigma(view.model.boneCount()) {
    static const std::vector<std::string> kNames = {
        "spine04",      "spine02",      "neck01",  "head",    "clavicle.L",   "clavicle.R",
        "upperarm01.L", "upperarm01.R", "wrist.L", "wrist.R", "upperleg01.L", "upperleg01.R",
        "lowerleg01.L", "lowerleg01.R", "foot.L",  "foot.R"};
    const FitModel& model = view.model;
    const auto isGuessed = [&](int bone) { return guess != nullptr && guess->believed[bone]; };
    for (const std::string& name : kNames) {
        const int bone = model.boneIndex(name);
        if (!isGuessed(bone)) {
            m_plainBones.push_back(bone);
            m_sigma[bone] = boneSigma(name);
        }
    }
    for (const std::string side : {".L", ".R"}) {
        const auto joint = [&](const std::string& name) {
            return Eigen::Vector3d(model.jointMean().row(model.boneIndex(name + side)));
        };
        const Eigen::Vector3d upper = (joint("lowerarm01") - joint("upperarm01")).normalized();
        const Eigen::Vector3d fore = (joint("wrist") - joint("lowerarm01")).normalized();
        const Eigen::Vector3d axis = upper.cross(fore);
        Elbow elbow;
        elbow.bone = model.boneIndex("lowerarm01" + side);
        elbow.share = isGuessed(elbow.bone) ? 0.0 : 1.0;
        elbow.restAngle = std::asin(axis.norm());
        elbow.hinge = axis.normalized();
        elbow.forearm = fore;
        elbow.valgus = fore.cross(elbow.hinge);
        m_elbows.push_back(elbow);
        m_knees.push_back(model.boneIndex("lowerleg01" + side));
    }
    m_rows = 3 * static_cast<int>(m_plainBones.size()) + 5 * static_cast<int>(m_elbows.size()) +
             2 * static_cast<int>(m_knees.size());
}

/// Row value with derivative @p direction by the bone's rotation vector.
void PosePrior::put(Rows& rows, int& row, int bone, const Eigen::Vector3d& direction,
                    double value) const {
    rows.residuals[row] = value;
    if (rows.jacobian) {
        rows.jacobian->row(rows.first + row).setZero();
        if (const int column = m_view.free.columns[m_view.layout.pose(bone)]; column >= 0) {
            rows.jacobian->row(rows.first + row).segment<3>(column) = direction;
        }
    }
    ++row;
}

void PosePrior::evaluate(const Eigen::VectorXd& x, const Kinematics&, const Eigen::VectorXd&,
                         Rows rows) const {
    int row = 0;
    const auto limit = [](double excess, double weight) {
        return excess > 0.0 ? std::pair(excess * weight, weight) : std::pair(0.0, 0.0);
    };
    for (const int bone : m_plainBones) {
        const Eigen::Vector3d r = x.segment<3>(m_view.layout.pose(bone));
        for (int axis = 0; axis < 3; ++axis) {
            put(rows, row, bone, Eigen::Vector3d::Unit(axis) / m_sigma[bone][axis],
                r[axis] / m_sigma[bone][axis]);
        }
    }
    for (const Elbow& elbow : m_elbows) {
        const Eigen::Vector3d r = x.segment<3>(m_view.layout.pose(elbow.bone));
        const double bend = r.dot(elbow.hinge);
        for (const auto& [direction, sigma] :
             {std::pair(elbow.hinge, 1.5), std::pair(elbow.forearm, 0.6),
              std::pair(elbow.valgus, 0.12)}) {
            const Eigen::Vector3d slope = elbow.share / sigma * direction;
            put(rows, row, elbow.bone, slope, r.dot(slope));
        }
        const auto [back, backSlope] = limit(-bend - elbow.restAngle, 12.0);
        put(rows, row, elbow.bone, -backSlope * elbow.hinge, back);
        const auto [far, farSlope] = limit(bend - 2.3, 12.0);
        put(rows, row, elbow.bone, farSlope * elbow.hinge, far);
    }
    for (const int knee : m_knees) {
        const double bend = x[m_view.layout.pose(knee)];
        const auto [back, backSlope] = limit(-bend - 0.05, 20.0);
        put(rows, row, knee, -backSlope * Eigen::Vector3d::UnitX(), back);
        const auto [far, farSlope] = limit(bend - 2.5, 12.0);
        put(rows, row, knee, farSlope * Eigen::Vector3d::UnitX(), far);
    }
}

GuessPrior::GuessPrior(const StageView& view, const PoseGuess& guess)
    : m_view(view), m_guess(guess) {
    for (int bone = 1; bone < view.model.boneCount(); ++bone) {
        if (guess.believed[bone]) {
            m_bones.push_back(bone);
        }
    }
}

void GuessPrior::evaluate(const Eigen::VectorXd& x, const Kinematics&, const Eigen::VectorXd&,
                          Rows rows) const {
    int row = 0;
    for (const int bone : m_bones) {
        for (int axis = 0; axis < 3; ++axis) {
            const int unknown = m_view.layout.pose(bone) + axis;
            putScalar(m_view, rows, row++, unknown, (x[unknown] - m_guess.x[unknown]) / kGuessSigma,
                      1.0 / kGuessSigma);
        }
    }
}

Eigen::VectorXd macroMean(const FitModel& model, double gender) {
    const ShapeBasis& basis = model.shapeBasis();
    return (1.0 - gender) * basis.female.mean + gender * basis.male.mean;
}

ShapePrior::ShapePrior(const StageView& view, double gender)
    : m_view(view), m_mean(macroMean(view.model, gender)) {
    const ShapeBasis& basis = view.model.shapeBasis();
    const Eigen::VectorXd apart = basis.male.mean - basis.female.mean;
    // Moments of the mixture of both genders.
    Eigen::MatrixXd covariance = (1.0 - gender) * basis.female.covariance +
                                 gender * basis.male.covariance +
                                 gender * (1.0 - gender) * apart * apart.transpose();
    covariance.diagonal().array() += 1e-3;
    m_whiten = Eigen::MatrixXd(covariance.llt().matrixL())
                   .triangularView<Eigen::Lower>()
                   .solve(Eigen::MatrixXd::Identity(m_mean.size(), m_mean.size()));
}

int ShapePrior::rows() const {
    const int macros = m_view.model.macroCount();
    const auto isLocal = [&](int k) { return k >= macros; };
    return macros + 2 * static_cast<int>(std::count_if(m_view.free.coefficients.begin(),
                                                       m_view.free.coefficients.end(), isLocal));
}

void ShapePrior::evaluate(const Eigen::VectorXd&, const Kinematics&, const Eigen::VectorXd& shape,
                          Rows rows) const {
    const FitModel& model = m_view.model;
    const int macros = model.macroCount();
    rows.residuals.head(macros) = kMacroWeight * m_whiten * (shape.head(macros) - m_mean);
    if (rows.jacobian) {
        rows.jacobian->middleRows(rows.first, macros).setZero();
        for (int k = 0; k < macros; ++k) {
            if (const int column = m_view.free.columns[m_view.layout.coefficient(k)]; column >= 0) {
                rows.jacobian->block(rows.first, column, macros, 1) =
                    kMacroWeight * m_whiten.col(k);
            }
        }
    }
    int row = macros;
    for (const int k : m_view.free.coefficients) {
        if (k < macros) {
            continue;
        }
        const int unknown = m_view.layout.coefficient(k);
        const double c = shape[k];
        putScalar(m_view, rows, row++, unknown, c / model.sigma()[k], 1.0 / model.sigma()[k]);
        const bool unit = model.shapeBasis().blocks[k] == ShapeBasis::Block::FacialUnit;
        const double excess = unit ? std::max(0.0, -c) : std::max(0.0, std::abs(c) - 1.0);
        const double weight = unit ? kUnitLimit : kFaceLimit;
        const double slope = excess > 0.0 ? std::copysign(weight, c) : 0.0;
        putScalar(m_view, rows, row++, unknown, excess * weight, slope);
    }
}

void FocalPrior::evaluate(const Eigen::VectorXd& x, const Kinematics&, const Eigen::VectorXd&,
                          Rows rows) const {
    const double weight = 1.0 / m_view.evidence.focalSigma;
    putScalar(m_view, rows, 0, FitLayout::kFocal, x[FitLayout::kFocal] * weight, weight);
}

} // namespace maquette
