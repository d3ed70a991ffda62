// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sampler.h"
#include "core/data/shape_basis.h"
#include "tests/data/library_copy.h"

#include <Eigen/Cholesky>

namespace maquette {
namespace {

using Block = ShapeBasis::Block;
using test::installedLibrary;

const ShapeBasis& basis() {
    static const ShapeBasis result = *makeShapeBasis(installedLibrary());
    return result;
}

int rowOf(const std::string& name) {
    const auto found = std::find(basis().names.begin(), basis().names.end(), name);
    EXPECT_NE(found, basis().names.end()) << name;
    return static_cast<int>(found - basis().names.begin());
}

/// Macro coefficients of the closest shape in the basis, over the body's vertices.
Eigen::VectorXd project(const Points& shape) {
    constexpr Eigen::Index kRows = kBodyVertices * 3;
    const int count = basis().countOf(Block::Macro);
    Eigen::MatrixXd directions(kRows, count);
    for (int k = 0; k < count; ++k) {
        directions.col(k) =
            Eigen::Map<const Eigen::VectorXf>(basis().directions[k].data(), kRows).cast<double>();
    }
    const Points offset = shape - basis().mean;
    const Eigen::VectorXd target =
        Eigen::Map<const Eigen::VectorXf>(offset.data(), kRows).cast<double>();
    return (directions.transpose() * directions).ldlt().solve(directions.transpose() * target);
}

double meanBodyError(const Points& a, const Points& b) {
    return (a - b).topRows(kBodyVertices).rowwise().norm().mean();
}

TEST(ShapeBasis, HasTheBlocksInOrder) {
    EXPECT_EQ(basis().countOf(Block::Macro), 16);
    EXPECT_EQ(basis().countOf(Block::Body), 79);
    EXPECT_EQ(basis().countOf(Block::Face), 93);
    EXPECT_EQ(basis().countOf(Block::Asymmetry), 25);
    EXPECT_EQ(basis().countOf(Block::FacialUnit), 43);
    EXPECT_TRUE(std::is_sorted(basis().blocks.begin(), basis().blocks.end()));
    EXPECT_EQ(basis().names.size(), static_cast<std::size_t>(basis().size()));
    EXPECT_EQ(basis().names.front(), "macro0");
    for (const Points& direction : basis().directions) {
        ASSERT_EQ(direction.rows(), kTemplateVertices);
        EXPECT_TRUE(direction.allFinite());
        EXPECT_GT(direction.cwiseAbs().maxCoeff(), 1e-4F);
    }
}

TEST(ShapeBasis, HoldsMacroShapesItHasNotSeen) {
    Random random(99);
    double sum = 0.0;
    double baseline = 0.0;
    constexpr int kCount = 40;
    for (int i = 0; i < kCount; ++i) {
        CharacterParameters character;
        character.macro = sampleMacro(random);
        const Points shape = *installedLibrary().shape(character);
        sum += meanBodyError(basis().shape(project(shape)), shape);
        baseline += meanBodyError(basis().mean, shape);
    }
    EXPECT_LT(sum / kCount, 1.0e-3);     // metres
    EXPECT_GT(baseline / kCount, 30e-3); // so the test says something
}

TEST(ShapeBasis, MacroScoresHaveUnitVariance) {
    const Eigen::MatrixXd unit = Eigen::MatrixXd::Identity(16, 16);
    EXPECT_LT(basis().any.mean.norm(), 1e-9);
    EXPECT_LT((basis().any.covariance - unit).norm(), 1e-6);
    // Fresh samples agree with the stated distribution.
    Random random(7);
    Eigen::VectorXd squares = Eigen::VectorXd::Zero(16);
    constexpr int kCount = 150;
    for (int i = 0; i < kCount; ++i) {
        CharacterParameters character;
        character.macro = sampleMacro(random);
        squares += project(*installedLibrary().shape(character)).cwiseAbs2();
    }
    for (int k = 0; k < 5; ++k) {
        EXPECT_NEAR(squares[k] / kCount, 1.0, 0.35) << k;
    }
}

TEST(ShapeBasis, FirstModesMoveMost) {
    float before = 1e9F;
    for (int k = 0; k < 4; ++k) {
        const float size = basis().directions[k].topRows(kBodyVertices).norm();
        EXPECT_LT(size, before * 1.3F) << k;
        before = size;
    }
}

TEST(ShapeBasis, TellsGender) {
    Random random(5);
    int right = 0;
    int total = 0;
    for (int i = 0; i < 60; ++i) {
        CharacterParameters character;
        character.macro = sampleMacro(random);
        if (std::abs(character.macro.gender - 0.5) > 0.25) {
            const double male =
                basis().estimateGender(project(*installedLibrary().shape(character)));
            EXPECT_GE(male, 0.0);
            EXPECT_LE(male, 1.0);
            right += (male > 0.5) == (character.macro.gender > 0.5);
            ++total;
        }
    }
    EXPECT_GT(total, 40);
    EXPECT_EQ(right, total);
    EXPECT_GT(basis().estimateGender(basis().male.mean), 0.95);
    EXPECT_LT(basis().estimateGender(basis().female.mean), 0.05);
}

TEST(ShapeBasis, GenderGaussiansDescribeTheirGroups) {
    EXPECT_GT((basis().male.mean - basis().female.mean).norm(), 1.0);
    for (const ShapeBasis::Gaussian* gaussian : {&basis().female, &basis().male}) {
        ASSERT_EQ(gaussian->covariance.rows(), 16);
        EXPECT_EQ(gaussian->covariance.llt().info(), Eigen::Success); // positive definite
    }
}

TEST(ShapeBasis, TiedSlidersAreSymmetric) {
    const std::vector<int>& mirror = installedLibrary().templateMesh().mirrorVertex;
    for (const char* name :
         {"arms/upperarm-fat-decr-incr", "cheek/cheek-volume-decr-incr", "eyes/eye-scale-decr-incr",
          "nose/nose-hump-decr-incr", "torso/torso-vshape-decr-incr"}) {
        const Points& direction = basis().directions[rowOf(name)];
        Points mirrored = direction(mirror, Eigen::all);
        mirrored.col(0) *= -1.0F;
        EXPECT_LT((mirrored - direction).cwiseAbs().maxCoeff(),
                  0.1F * direction.cwiseAbs().maxCoeff())
            << name;
    }
}

TEST(ShapeBasis, LocalDirectionIsHalfWayBetweenOpposites) {
    const Library& library = installedLibrary();
    CharacterParameters high;
    CharacterParameters low;
    high.sliders["nose/nose-hump-decr-incr"] = 1.0;
    low.sliders["nose/nose-hump-decr-incr"] = -1.0;
    const Points expected = (*library.shape(high) - *library.shape(low)) / 2.0F;
    const int row = rowOf("nose/nose-hump-decr-incr");
    EXPECT_LT((expected - basis().directions[row]).cwiseAbs().maxCoeff(), 1e-6F);
    Eigen::VectorXd coefficients = Eigen::VectorXd::Zero(basis().size());
    coefficients[row] = -0.5;
    const Points moved = basis().shape(coefficients) - basis().mean;
    EXPECT_LT((moved + 0.5F * expected).cwiseAbs().maxCoeff(), 1e-6F);
}

TEST(ShapeBasis, IsEqualForEqualSeeds) {
    ShapeBasisOptions options;
    options.samples = 200;
    options.macroModes = 4;
    options.seed = 3;
    const ShapeBasis first = *makeShapeBasis(installedLibrary(), options);
    const ShapeBasis second = *makeShapeBasis(installedLibrary(), options);
    options.seed = 4;
    const ShapeBasis other = *makeShapeBasis(installedLibrary(), options);
    EXPECT_EQ(first.mean, second.mean);
    EXPECT_EQ(first.directions[3], second.directions[3]);
    EXPECT_NE(first.mean, other.mean);
    EXPECT_EQ(first.countOf(Block::Macro), 4);
}

TEST(ShapeBasis, RefusesOptionsOutOfRange) {
    for (const auto& [modes, samples] : {std::pair{0, 500}, {65, 500}, {8, 99}, {8, 100001}}) {
        ShapeBasisOptions options;
        options.macroModes = modes;
        options.samples = samples;
        const auto result = makeShapeBasis(installedLibrary(), options);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::InvalidArgument);
    }
}

} // namespace
} // namespace maquette
