// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/fit_evaluation.h"

#include "core/data/sampler.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

Points randomShape(std::uint64_t seed) {
    Random random(seed);
    Points shape(kTemplateVertices, 3);
    for (Eigen::Index v = 0; v < shape.rows(); ++v) {
        for (int k = 0; k < 3; ++k) {
            shape(v, k) = static_cast<float>(random.uniform());
        }
    }
    return shape;
}

TEST(FitEvaluation, ForgetsPlaceAndHeightOfAShape) {
    const Points shape = randomShape(1);
    Points moved = shape * 1.3F;
    moved.rowwise() += Eigen::RowVector3f(0.4F, -0.2F, 3.0F);
    EXPECT_LT(shapeError(evaluationShape(shape), evaluationShape(moved)), 0.01);
}

TEST(FitEvaluation, MeasuresMillimetres) {
    const Points shape = Points::Zero(kBodyVertices, 3);
    Points moved = shape;
    moved.rowwise() += Eigen::RowVector3f(0.003F, 0.004F, 0.0F);
    EXPECT_NEAR(shapeError(shape, moved), 5.0, 1e-3);
}

TEST(FitEvaluation, ErrorsInThePhotoAreSharesOfThePerson) {
    const auto library = Library::open(Library::locate());
    ASSERT_TRUE(library) << describe(library.error());
    const auto rig = (*library)->rig("default");
    ASSERT_TRUE(rig);
    EvaluationItem truth;
    truth.skeleton = (*rig)->skeletonFor((*library)->templateMesh().mesh.positions);
    truth.camera = orbitCamera({0, 0, 0}, 4.0F, 20.0F, 5.0F, 900.0, 400, 600);
    truth.mask = cv::Mat(600, 400, CV_8UC1, cv::Scalar(0));
    truth.mask.rowRange(100, 300).setTo(255);
    FitResult fit;
    fit.skeleton = truth.skeleton;
    fit.camera = truth.camera;
    EXPECT_NEAR(pictureError(fit, truth), 0.0, 1e-4);
    fit.camera.cx += 3.0;
    fit.camera.cy -= 4.0;
    EXPECT_NEAR(pictureError(fit, truth), 2.5, 1e-3);
}

TEST(FitEvaluation, OracleFindsACharacterOfItsOwnSample) {
    const auto library = Library::open(Library::locate());
    ASSERT_TRUE(library) << describe(library.error());
    Random random(9);
    const auto shape = (*library)->shape(sampleCharacter(**library, random));
    ASSERT_TRUE(shape);
    const auto baselines = shapeBaselines(**library, {evaluationShape(*shape)}, 3, 9);
    ASSERT_TRUE(baselines);
    EXPECT_LT(baselines->oracle[0], 1e-6);
    EXPECT_GT(baselines->mean[0], 1.0);
}

} // namespace
} // namespace maquette
