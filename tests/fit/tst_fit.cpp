// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Exact landmarks and masks of known people: the fit must find them again.
#include "core/fit/fit.h"
#include "tests/fit/fit_scene.h"

#include <gtest/gtest.h>

#include <cmath>

namespace maquette {
namespace {

using test::FitScene;

/// Body of a shape at 1.7 m, its mean at the origin.
Points normalised(const Points& shape) {
    Points body = shape.topRows(kBodyVertices);
    body *= 1.7F / (body.col(1).maxCoeff() - body.col(1).minCoeff());
    return body.rowwise() - body.colwise().mean();
}

double shapeErrorMm(const Points& a, const Points& b) {
    return 1000.0 * (normalised(a) - normalised(b)).rowwise().norm().mean();
}

/// Global rotations of the bones below the root, against the truth: mean angle in degrees.
double poseErrorDegrees(const FitModel& model, const FitScene& scene, const FitResult& result) {
    const FitLayout layout(model);
    const Kinematics truth(model, layout, scene.unknowns, {}, false);
    const BoneTransforms found = boneTransforms(result.skeleton, result.pose);
    const Eigen::Matrix3f view = result.camera.modelToCamera.linear();
    double sum = 0.0;
    for (int j = 0; j < model.boneCount(); ++j) {
        const Eigen::Matrix3f own = view * found[model.rigBones()[j]].linear();
        const Eigen::Matrix3f known = truth.rotation[j].cast<float>();
        sum += Eigen::AngleAxisf(own.transpose() * known).angle();
    }
    return sum / model.boneCount() * 180.0 / M_PI;
}

class Fit : public testing::Test {
protected:
    void SetUp() override {
        if (!test::fitModel()) {
            GTEST_SKIP() << "no character library";
        }
    }
    [[nodiscard]] static const FitModel& model() { return *test::fitModel(); }
};

TEST_F(Fit, recoversShapePoseAndCameraOfKnownPeople) {
    double shape = 0.0;
    double meanShape = 0.0;
    double pose = 0.0;
    constexpr int kPeople = 4;
    for (int seed = 0; seed < kPeople; ++seed) {
        const FitScene scene = test::makeFitScene(model(), seed);
        const auto result = fitCharacter(model(), scene.subject);
        ASSERT_TRUE(result) << describe(result.error());
        shape += shapeErrorMm(result->restShape, scene.restShape) / kPeople;
        meanShape += shapeErrorMm(model().shapeBasis().mean, scene.restShape) / kPeople;
        pose += poseErrorDegrees(model(), scene, *result) / kPeople;
        EXPECT_LT(result->metrics.jointError, 0.004);
        EXPECT_LT(result->metrics.faceError, 0.01);
        EXPECT_GT(result->metrics.iou, 0.95);
        EXPECT_LT(std::abs(result->metrics.leanDegrees), 3.0);
        EXPECT_NEAR(result->camera.focal, 50.0 / 36.0 * 1200.0, 100.0);
    }
    RecordProperty("shapeMm", std::to_string(shape));
    RecordProperty("meanShapeMm", std::to_string(meanShape));
    RecordProperty("poseDegrees", std::to_string(pose));
    EXPECT_LT(shape, 0.75 * meanShape) << "mean shape: " << meanShape;
    EXPECT_LT(pose, 6.0);
}

TEST_F(Fit, modelThroughTheCameraLiesOnTheLandmarks) {
    const FitScene scene = test::makeFitScene(model(), 1);
    const auto result = fitCharacter(model(), scene.subject);
    ASSERT_TRUE(result) << describe(result.error());
    const Points pixels = project(result->camera, result->posedShape());
    // The middle of each eyeball's vertices against the mean of the landmarks around the eye.
    const Template& base = model().library().templateMesh();
    std::vector<int> faces = base.facesOf(TemplatePart::LeftEye);
    const std::vector<int> right = base.facesOf(TemplatePart::RightEye);
    faces.insert(faces.end(), right.begin(), right.end());
    std::vector<int> rows;
    (void)subMesh(base.mesh, faces, &rows);
    Eigen::RowVector2f eyes = Eigen::RowVector2f::Zero();
    for (const int v : rows) {
        eyes += pixels.row(v).head<2>() / static_cast<float>(rows.size());
    }
    const auto& face = scene.subject.person->face;
    const Eigen::RowVector2f seen((face[33].x + face[133].x + face[362].x + face[263].x) / 4.0F,
                                  (face[33].y + face[133].y + face[362].y + face[263].y) / 4.0F);
    EXPECT_LT((eyes - seen).norm(), 5.0F);
}

TEST_F(Fit, aGoodGuessMakesABetterShape) {
    double without = 0.0;
    double with = 0.0;
    for (const int seed : {1, 2, 3}) {
        const FitScene scene = test::makeFitScene(model(), seed);
        FitOptions options;
        const auto plain = fitCharacter(model(), scene.subject, options);
        // A tenth of the way from the truth to the mean.
        const Points guess = 0.9F * scene.restShape + 0.1F * model().shapeBasis().mean;
        options.guess.emplace();
        options.guess->spread = 0.2;
        options.guess->character.restShape = guess;
        const auto guessed = fitCharacter(model(), scene.subject, options);
        ASSERT_TRUE(plain && guessed);
        without += shapeErrorMm(plain->restShape, scene.restShape);
        with += shapeErrorMm(guessed->restShape, scene.restShape);
        EXPECT_LT(guessed->metrics.jointError, 0.01);
    }
    EXPECT_LT(with, 0.6 * without);
}

TEST_F(Fit, aGuessOfThePoseStandsForThePoseNetworksDepth) {
    double undisturbed = 0.0;
    double without = 0.0;
    double with = 0.0;
    for (const int seed : {1, 2, 3}) {
        FitScene scene = test::makeFitScene(model(), seed);
        const auto known = fitCharacter(model(), scene.subject);
        ASSERT_TRUE(known) << describe(known.error());
        Random random(seed);
        for (BodyLandmark& landmark : scene.subject.person->body) {
            landmark.world.z += static_cast<float>(random.normal(0.0, 0.4));
        }
        const auto plain = fitCharacter(model(), scene.subject);
        FitOptions options;
        options.guess.emplace().character = *known;
        const auto guessed = fitCharacter(model(), scene.subject, options);
        ASSERT_TRUE(plain && guessed);
        undisturbed += poseErrorDegrees(model(), scene, *known);
        without += poseErrorDegrees(model(), scene, *plain);
        with += poseErrorDegrees(model(), scene, *guessed);
        EXPECT_LT(guessed->metrics.jointError, 0.01);
    }
    EXPECT_LT(with - undisturbed, 0.3 * (without - undisturbed));
}

TEST_F(Fit, givenGenderIsUsed) {
    const FitScene scene = test::makeFitScene(model(), 2);
    FitOptions options;
    options.useSilhouette = false;
    options.gender = 0.0;
    const auto female = fitCharacter(model(), scene.subject, options);
    options.gender = 1.0;
    const auto male = fitCharacter(model(), scene.subject, options);
    ASSERT_TRUE(female && male);
    EXPECT_EQ(female->metrics.gender, 0.0);
    EXPECT_EQ(male->metrics.gender, 1.0);
    EXPECT_GT(shapeErrorMm(female->restShape, male->restShape), 1.0);
}

TEST_F(Fit, worksWithoutFaceAndMask) {
    FitScene scene = test::makeFitScene(model(), 3);
    scene.subject.person->face.clear();
    scene.subject.mask.release();
    const auto result = fitCharacter(model(), scene.subject);
    ASSERT_TRUE(result) << describe(result.error());
    EXPECT_LT(result->metrics.jointError, 0.006);
    EXPECT_EQ(result->metrics.faceError, 0.0);
    EXPECT_EQ(result->metrics.iou, 0.0);
}

TEST_F(Fit, hiddenPointsDoNotCount) {
    FitScene scene = test::makeFitScene(model(), 1);
    BodyLandmark& wrist = scene.subject.person->body[15];
    wrist.pixel += cv::Point2f(200.0F, 0.0F);
    wrist.visibility = 0.0F;
    const auto result = fitCharacter(model(), scene.subject);
    ASSERT_TRUE(result) << describe(result.error());
    EXPECT_GT(result->metrics.iou, 0.94);
}

TEST_F(Fit, nobodyInThePhotoIsAnError) {
    Subject subject;
    subject.photo.path = "empty.png";
    const auto result = fitCharacter(model(), subject);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::NoPersonFound);
    EXPECT_NE(result.error().message.find("empty.png"), std::string::npos);
}

TEST_F(Fit, cancelledBeforeAndDuring) {
    const FitScene scene = test::makeFitScene(model(), 1);
    const CancelToken early;
    early.cancel();
    const auto before = fitCharacter(model(), scene.subject, {}, Context(early));
    ASSERT_FALSE(before);
    EXPECT_EQ(before.error().code, ErrorCode::Cancelled);

    const CancelToken late;
    bool reached = false;
    const Context ctx(late, [&](double fraction, const std::string&) {
        if (fraction > 0.3) {
            reached = true;
            late.cancel();
        }
    });
    const auto during = fitCharacter(model(), scene.subject, {}, ctx);
    EXPECT_TRUE(reached);
    ASSERT_FALSE(during);
    EXPECT_EQ(during.error().code, ErrorCode::Cancelled);
}

} // namespace
} // namespace maquette
