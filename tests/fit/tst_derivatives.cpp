// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The derivatives of every term of the fit against central differences.
#include "core/fit/contour.h"
#include "core/fit/priors.h"
#include "tests/fit/fit_scene.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace maquette {
namespace {

std::vector<int> allUnknowns(const FitLayout& layout) {
    std::vector<int> list(layout.size());
    std::iota(list.begin(), list.end(), 0);
    return list;
}

/// A person, and unknowns a little beside the truth, so that residuals are not zero.
class TermDerivatives : public testing::Test {
protected:
    void SetUp() override {
        if (!test::fitModel()) {
            GTEST_SKIP() << "no character library";
        }
        scene = test::makeFitScene(*test::fitModel(), 5);
        evidence = gatherEvidence(*test::fitModel(), scene.subject);
        at = scene.unknowns;
        for (Eigen::Index i = 0; i < at.size(); ++i) {
            at[i] += 0.02 * std::sin(1.0 + 3.7 * static_cast<double>(i));
        }
    }

    [[nodiscard]] StageView view() const {
        const FitLayout layout(*test::fitModel());
        return {*test::fitModel(), evidence, layout, FreeSet(layout, allUnknowns(layout))};
    }

    /// Rest pose, believed of every bone.
    PoseGuess wholeGuess(const FitModel& model) const {
        PoseGuess guess;
        guess.x = Eigen::VectorXd::Zero(at.size());
        guess.believed.assign(static_cast<std::size_t>(model.boneCount()), true);
        return guess;
    }

    Eigen::VectorXd residuals(const StageView& view, const Term& term, const Eigen::VectorXd& x,
                              RowMatrix* jacobian = nullptr) const {
        const std::vector<int> coefficients =
            jacobian ? view.free.coefficients : std::vector<int>();
        const Kinematics pose(view.model, view.layout, x, coefficients, jacobian != nullptr);
        Eigen::VectorXd values(term.rows());
        if (jacobian) {
            jacobian->setZero(term.rows(), view.free.count);
        }
        term.evaluate(x, pose, view.layout.coefficients(x), {values, jacobian, 0});
        return values;
    }

    /// Every 7th unknown and all of the camera and root.
    void expectExact(const StageView& view, const Term& term) const {
        RowMatrix jacobian;
        const Eigen::VectorXd here = residuals(view, term, at, &jacobian);
        ASSERT_GT(here.norm(), 0.0);
        ASSERT_GT(jacobian.norm(), 0.0);
        const double step = 1e-6;
        for (int u = 0; u < view.layout.size(); u += u < FitLayout::kPose ? 1 : 7) {
            Eigen::VectorXd shifted = at;
            shifted[u] += step;
            const Eigen::VectorXd ahead = residuals(view, term, shifted);
            shifted[u] -= 2 * step;
            const Eigen::VectorXd numeric = (ahead - residuals(view, term, shifted)) / (2 * step);
            const Eigen::VectorXd analytic = jacobian.col(view.free.columns[u]);
            EXPECT_LT((numeric - analytic).norm(), 1e-4 * (1.0 + analytic.norm()))
                << "unknown " << u;
        }
    }

    test::FitScene scene;
    Evidence evidence;
    Eigen::VectorXd at;
};

TEST_F(TermDerivatives, ofBodyPoints) {
    const StageView stage = view();
    expectExact(stage, ProjectionTerm(stage, stage.model.bodyLandmarks(), evidence.body,
                                      evidence.bodyWeight, 0.1, 3.0));
}

TEST_F(TermDerivatives, ofFacePoints) {
    const StageView stage = view();
    expectExact(stage, ProjectionTerm(stage, stage.model.faceLandmarks(), evidence.face,
                                      stage.model.faceWeights(), 0.1, 4.0));
}

TEST_F(TermDerivatives, ofTheOutline) {
    const StageView stage = view();
    const OutlinePairs pairs = pairOutlines(stage.model, evidence, at, 0.05);
    ASSERT_GT(pairs.points.size(), 100U);
    expectExact(stage, OutlineTerm(stage, stage.model.pointSet(pairs.points), pairs.pixels,
                                   pairs.normals, pairs.weights, 0.1, 3.0));
}

TEST_F(TermDerivatives, ofSegmentDirections) {
    const StageView stage = view();
    expectExact(stage, SegmentTerm(stage, 4.0));
}

TEST_F(TermDerivatives, ofUprightness) {
    const StageView stage = view();
    expectExact(stage, UprightTerm(stage, 20.0, 0.1));
}

TEST_F(TermDerivatives, ofThePosePrior) {
    const StageView stage = view();
    expectExact(stage, PosePrior(stage));
}

TEST_F(TermDerivatives, ofThePosePriorBeyondItsLimits) {
    const StageView stage = view();
    for (const char* bone : {"lowerleg01.L", "lowerleg01.R"}) {
        at[stage.layout.pose(stage.model.boneIndex(bone))] = -0.4; // knees bent forwards
    }
    for (const char* bone : {"lowerarm01.L", "lowerarm01.R"}) {
        at.segment<3>(stage.layout.pose(stage.model.boneIndex(bone))).setConstant(3.0);
    }
    expectExact(stage, PosePrior(stage));
}

TEST_F(TermDerivatives, ofThePosePriorBesideAGuess) {
    const StageView stage = view();
    PoseGuess guess = wholeGuess(stage.model);
    guess.believed[stage.model.boneIndex("lowerarm01.L")] = false;
    const PosePrior prior(stage, &guess);
    EXPECT_LT(prior.rows(), PosePrior(stage).rows() - 40) << "most bones are the guess's";
    for (const char* bone : {"lowerarm01.L", "lowerarm01.R"}) {
        at.segment<3>(stage.layout.pose(stage.model.boneIndex(bone))).setConstant(3.0);
    }
    expectExact(stage, prior);
}

TEST_F(TermDerivatives, ofTheGuessPrior) {
    const StageView stage = view();
    PoseGuess guess = wholeGuess(stage.model);
    guess.believed[3] = false;
    const GuessPrior prior(stage, guess);
    EXPECT_EQ(prior.rows(), 3 * (stage.model.boneCount() - 2));
    expectExact(stage, prior);
}

TEST_F(TermDerivatives, ofTheShapePrior) {
    const StageView stage = view();
    expectExact(stage, ShapePrior(stage, 0.3));
}

TEST_F(TermDerivatives, ofTheFocalPrior) {
    const StageView stage = view();
    expectExact(stage, FocalPrior(stage));
}

TEST(RotationVectors, leftJacobianTurnsRatesIntoAngularVelocity) {
    for (const Eigen::Vector3d& v :
         {Eigen::Vector3d(0.3, -1.1, 0.7), Eigen::Vector3d(1e-9, 0.0, 0.0),
          Eigen::Vector3d(2.9, 0.2, 0.1)}) {
        const Eigen::Vector3d rate(0.4, 0.1, -0.8);
        const double h = 1e-6;
        const Eigen::Matrix3d spin = (rotationFrom(v + h * rate) - rotationFrom(v - h * rate)) /
                                     (2 * h) * rotationFrom(v).transpose();
        const Eigen::Vector3d omega(spin(2, 1), spin(0, 2), spin(1, 0));
        EXPECT_LT((leftJacobian(v) * rate - omega).norm(), 1e-6);
    }
}

TEST(HuberResidual, squareIsHubersLoss) {
    for (const double value : {-7.0, -0.5, 0.0, 2.0, 2.9, 3.1, 40.0}) {
        double r = value;
        const double slope = huber(r, 3.0);
        const double size = std::abs(value);
        const double loss = size <= 3.0 ? size * size : 2.0 * 3.0 * size - 9.0;
        EXPECT_NEAR(r * r, loss, 1e-9);
        EXPECT_GE(r * value, 0.0);
        double ahead = value + 1e-6;
        double behind = value - 1e-6;
        huber(ahead, 3.0);
        huber(behind, 3.0);
        EXPECT_NEAR(slope, (ahead - behind) / 2e-6, 1e-5);
    }
}

} // namespace
} // namespace maquette
