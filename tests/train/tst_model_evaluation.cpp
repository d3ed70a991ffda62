// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/model_evaluation.h"

#include "core/train/pose_judge.h"
#include "core/train/trainer.h"
#include "tests/train/small_set.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

using test::smallSet;

/// What a mapping that knows everything would say.
MappedCharacter knownCharacter(const PosedTruth& truth) {
    const auto rig = test::library()->rig("default");
    MappedCharacter person;
    person.normalized = normalizedShape(truth.shape);
    person.height = bodyHeight(truth.shape);
    person.pose = truth.pose;
    // The mapping's person stands unturned at the origin; the camera does the rest.
    Points standing = person.normalized;
    putOnGround(standing);
    const float scale = kNormalHeight / bodyHeight(truth.shape);
    const Eigen::Vector3f root = (*rig)->skeletonFor(standing).bones.front().head;
    const Eigen::Vector3f trueRoot = (*rig)->skeletonFor(truth.shape).bones.front().head;
    const Eigen::Matrix3f turn = truth.camera.modelToCamera.linear() * truth.pose.rotations[0];
    const Eigen::Vector3f place =
        truth.camera.modelToCamera * Eigen::Vector3f(trueRoot + truth.pose.translation);
    person.camera = truth.camera;
    person.camera.modelToCamera.linear() = turn;
    person.camera.modelToCamera.translation() = scale * place - turn * root;
    person.pose.rotations[0].setIdentity();
    person.pose.translation.setZero();
    return person;
}

TEST(PoseJudge, FindsNoFaultWithTheTruth) {
    const PoseJudge judge(*test::library(), *test::library()->rig("default"));
    for (const std::int64_t sample : {0, 3, 7}) {
        const PosedTruth truth = smallSet()->posedTruth(sample);
        const PoseErrors errors = judge(knownCharacter(truth), truth);
        EXPECT_LT(errors.posed, 0.1);
        EXPECT_LT(errors.joints, 0.1);
        EXPECT_GT(errors.iou, 0.6); // clothes and hair are more than the body
        EXPECT_LT(errors.iou, 1.0);
    }
}

TEST(PoseJudge, SeesAWrongTurn) {
    const PoseJudge judge(*test::library(), *test::library()->rig("default"));
    const PosedTruth truth = smallSet()->posedTruth(0);
    MappedCharacter person = knownCharacter(truth);
    const int bone =
        (*test::library()->rig("default"))->skeletonFor(truth.shape).indexOf("upperarm01.L");
    person.pose.rotations[bone] =
        person.pose.rotations[bone] *
        Eigen::AngleAxisf(0.5F, Eigen::Vector3f::UnitZ()).toRotationMatrix();
    const PoseErrors errors = judge(person, truth);
    EXPECT_GT(errors.posed, 3.0);
    EXPECT_GT(errors.joints, 10.0);
}

TEST(ModelEvaluation, JudgesAnUntrainedNetworkAsTheMeanShape) {
    TrainOptions options;
    options.network.coefficients = 12;
    options.network.width = 96;
    options.network.mapSide = 32;
    options.shapeSamples = 30;
    const auto trainer = Trainer::create(test::library(), smallSet(), options);
    ASSERT_TRUE(trainer) << describe(trainer.error());
    const auto result = evaluateModel(*(*trainer)->model(), *smallSet(), *test::library());
    ASSERT_TRUE(result) << describe(result.error());
    ASSERT_EQ(result->rows.size(), 6U);
    std::map<std::string, double> shape;
    for (const EvaluationRow& row : result->rows) {
        shape[row.name] = row.shape.value;
        EXPECT_LE(row.shape.low, row.shape.value);
        EXPECT_GE(row.shape.high, row.shape.value);
    }
    // The network's answers are made 1.7 m tall; the mean of people that tall is a little shorter.
    EXPECT_NEAR(shape.at("network"), shape.at("mean shape"), 0.3);
    EXPECT_LT(shape.at("linear bound"), shape.at("oracle neighbour"));
    EXPECT_LT(shape.at("5 directions right"), shape.at("network"));
    EXPECT_LE(shape.at("oracle neighbour"), shape.at("retrieval by features"));
    ASSERT_GE(result->groups.size(), 3U);
    int pictures = 0;
    double sum = 0.0;
    for (const EvaluationGroup& group : result->groups) {
        const bool isClothes = group.name.find("clothes") != std::string::npos;
        pictures += isClothes ? group.samples : 0;
        sum += isClothes ? group.samples * group.shape.value : 0.0;
    }
    EXPECT_EQ(pictures, result->samples);
    EXPECT_NEAR(sum / pictures, shape.at("network"), 1e-6);
    EXPECT_GT(result->posed.value, 20.0);
    EXPECT_NE(result->toText().find("linear bound"), std::string::npos);
    EXPECT_NE(result->toJson().find("\"joints_mm\""), std::string::npos);
}

} // namespace
} // namespace maquette
