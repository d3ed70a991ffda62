// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/pose_guess.h"
#include "tests/fit/fit_scene.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

/// What a good fit says of a person, as a guess.
class PoseGuesses : public testing::Test {
protected:
    void SetUp() override {
        if (!test::fitModel()) {
            GTEST_SKIP() << "no character library";
        }
        scene = test::makeFitScene(*test::fitModel(), 4);
        evidence = gatherEvidence(*test::fitModel(), scene.subject);
        const auto known = fitCharacter(*test::fitModel(), scene.subject);
        ASSERT_TRUE(known) << describe(known.error());
        guess = *known;
    }

    [[nodiscard]] static bool believes(const PoseGuess& read, const std::string& bone) {
        return read.believed[test::fitModel()->boneIndex(bone)];
    }
    void turn(const std::string& bone, float degrees) {
        Eigen::Matrix3f& rotation = guess.pose.rotations[guess.skeleton.indexOf(bone)];
        rotation = rotation * Eigen::AngleAxisf(degrees * 0.017453F, Eigen::Vector3f::UnitZ());
    }

    test::FitScene scene;
    Evidence evidence;
    FitResult guess;
};

TEST_F(PoseGuesses, areBelievedWhereThePictureAgrees) {
    const PoseGuess read = readGuess(*test::fitModel(), evidence, guess);
    EXPECT_TRUE(read.isWhollyBelieved());
    const Eigen::VectorXd start = Eigen::VectorXd::Constant(read.x.size(), 7.0);
    const Eigen::VectorXd x = guessedStart(*test::fitModel(), read, start);
    const FitLayout layout(*test::fitModel());
    EXPECT_EQ(x.head(layout.coefficient(0)), read.x.head(layout.coefficient(0)));
    EXPECT_EQ(x[layout.coefficient(0)], 7.0); // shapes are not taken from it
}

TEST_F(PoseGuesses, loseOnlyTheLimbThatLiesElsewhere) {
    turn("upperarm01.L", 60.0F);
    const PoseGuess read = readGuess(*test::fitModel(), evidence, guess);
    EXPECT_TRUE(read.isBelieved());
    for (const char* bone : {"upperarm01.L", "lowerarm01.L", "wrist.L"}) {
        EXPECT_FALSE(believes(read, bone)) << bone;
    }
    for (const char* bone : {"head", "upperarm01.R", "wrist.R", "upperleg01.L", "foot.R"}) {
        EXPECT_TRUE(believes(read, bone)) << bone;
    }

    const FitLayout layout(*test::fitModel());
    const Eigen::VectorXd x =
        guessedStart(*test::fitModel(), read, Eigen::VectorXd::Zero(read.x.size()));
    const int left = layout.pose(test::fitModel()->boneIndex("upperarm01.L"));
    const int right = layout.pose(test::fitModel()->boneIndex("upperarm01.R"));
    EXPECT_EQ(x.segment<3>(left).norm(), 0.0);
    EXPECT_EQ(x.segment<3>(right), read.x.segment<3>(right));

    Evidence adopted = evidence;
    adoptGuess(*test::fitModel(), guess, read, adopted);
    EXPECT_EQ(adopted.segment.row(0), evidence.segment.row(0)); // left upper arm
    EXPECT_GT(adopted.segmentWeight[2], evidence.segmentWeight[2]);
}

TEST_F(PoseGuesses, areNothingWhenTheWholeFigureLiesElsewhere) {
    turn("root", 70.0F);
    const PoseGuess read = readGuess(*test::fitModel(), evidence, guess);
    EXPECT_FALSE(read.isBelieved());
    for (const bool bone : read.believed) {
        EXPECT_FALSE(bone);
    }
    const Eigen::VectorXd start = Eigen::VectorXd::Constant(read.x.size(), 0.5);
    EXPECT_EQ(guessedStart(*test::fitModel(), read, start), start);
}

} // namespace
} // namespace maquette
