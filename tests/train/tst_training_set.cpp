// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/training_set.h"

#include "core/dataset/sample_edits.h"
#include "core/mapping/shape_mirror.h"
#include "core/nn/pose_layer.h"
#include "core/train/learn_shape_space.h"
#include "core/train/model_evaluation.h"
#include "tests/support/temporary_folder.h"
#include "tests/train/small_set.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

using test::smallSet;

const ShapeSpace& smallSpace() {
    static const auto space = learnShapeSpace(smallSet()->dataset(), 16, 100);
    if (!space) {
        throw std::runtime_error(describe(space.error()));
    }
    return *space;
}

TEST(ShapeSpace, ComponentsHaveUnitVarianceAndComeInOrder) {
    const ShapeSpace& space = smallSpace();
    std::vector<Eigen::VectorXf> all;
    std::int64_t last = -1;
    for (const std::int64_t sample : smallSet()->samples(Split::Train)) {
        const std::int64_t person =
            smallSet()->dataset().samples()[static_cast<std::size_t>(sample)].identity;
        if (person != last) {
            all.push_back(space.coefficients(normalizedShape(smallSet()->identityShape(person))));
            last = person;
        }
    }
    Eigen::VectorXf squares = Eigen::VectorXf::Zero(space.size());
    for (const auto& c : all) {
        squares += c.cwiseAbs2();
    }
    squares /= static_cast<float>(all.size() - 1);
    EXPECT_NEAR(squares.mean(), 1.0F, 0.1F);
    // By how far they move the body; the helpers round it are carried along.
    const auto length = [&](int k) {
        return space.directions.row(k).head(3 * kBodyVertices).norm();
    };
    for (int k = 1; k < space.size(); ++k) {
        EXPECT_LE(length(k), 1.001F * length(k - 1));
    }
}

TEST(ShapeSpace, CoefficientsAndShapesAreInverse) {
    const ShapeSpace& space = smallSpace();
    const Eigen::VectorXf c = Eigen::VectorXf::LinSpaced(space.size(), -1.0F, 1.0F);
    EXPECT_LT((space.coefficients(space.shape(c)) - c).cwiseAbs().maxCoeff(), 1e-3F);
    EXPECT_LT(space.coefficients(space.mean).cwiseAbs().maxCoeff(), 1e-5F);
}

// Two directions that are each other's mirror image change places.
TEST(ShapeMirror, MirrorsInTheSpaceAsOnThePoints) {
    const Template& body = test::library()->templateMesh();
    ShapeSpace space;
    space.mean = normalizedShape(body.mesh.positions); // exactly symmetric
    Random random(3);
    Points away(kTemplateVertices, 3);
    for (float& number : away.reshaped()) {
        number = static_cast<float>(random.normal(0.0, 0.01));
    }
    Points mirroredAway(kTemplateVertices, 3);
    for (int v = 0; v < kTemplateVertices; ++v) {
        const Eigen::RowVector3f there = away.row(body.mirrorVertex[static_cast<std::size_t>(v)]);
        mirroredAway.row(v) = there.cwiseProduct(Eigen::RowVector3f(-1.0F, 1.0F, 1.0F));
    }
    space.directions.resize(2, away.size());
    space.directions.row(0) = Eigen::Map<const Eigen::RowVectorXf>(away.data(), away.size());
    space.directions.row(1) =
        Eigen::Map<const Eigen::RowVectorXf>(mirroredAway.data(), away.size());
    space.project();
    const ShapeMirror mirror(space, body.mirrorVertex);
    const Eigen::VectorXf mirrored = mirror.coefficients(Eigen::Vector2f(1.5F, -0.5F));
    EXPECT_NEAR(mirrored[0], -0.5F, 1e-3F);
    EXPECT_NEAR(mirrored[1], 1.5F, 1e-3F);
    EXPECT_LT(
        shapeError(space.shape(mirrored), mirror.points(space.shape(Eigen::Vector2f(1.5F, -0.5F)))),
        0.05);
}

TEST(ShapeSpace, NeedsMorePeopleThanComponents) {
    const auto space = learnShapeSpace(smallSet()->dataset(), 200, 100);
    ASSERT_FALSE(space);
    EXPECT_EQ(space.error().code, ErrorCode::InvalidArgument);
}

TEST(TrainingSet, TruthIsConsistent) {
    AugmentOptions none;
    none.enabled = false;
    Random random(0);
    const auto& train = smallSet()->samples(Split::Train);
    const std::vector<std::int64_t> samples(train.begin(), train.begin() + 6);
    const Batch batch = smallSet()->batch(samples, none, random);
    const CharacterTruth& truth = batch.truth;
    // Joints in the picture are the joints in space seen by the camera.
    const torch::Tensor flip = torch::tensor({1.0F, -1.0F, -1.0F});
    const torch::Tensor pixels =
        projectToCrop(truth.joints * flip, truth.camera, truth.focal, truth.principal);
    EXPECT_LT((pixels - truth.joints2d).abs().max().item<float>(), 2e-3F);
    EXPECT_LT(truth.joints.select(1, 0).abs().max().item<float>(), 1e-6F);
    // Perception's landmarks lie on the joints.
    const auto bodyPoint = [&](int row, int landmark, int axis) {
        return batch.input.body[row][4 * landmark + axis].item<float>();
    };
    const auto rig = test::library()->rig("default");
    std::map<std::string, int> bones;
    for (std::size_t b = 0; b < (*rig)->bones.size(); ++b) {
        bones[(*rig)->bones[b].name] = static_cast<int>(b);
    }
    double off = 0.0;
    for (int row = 0; row < 6; ++row) {
        for (const auto& [landmark, bone] :
             {std::pair(25, "lowerleg01.L"), std::pair(26, "lowerleg01.R")}) {
            for (int axis = 0; axis < 2; ++axis) {
                off += std::abs(bodyPoint(row, landmark, axis) -
                                truth.joints2d[row][bones[bone]][axis].item<float>());
            }
        }
    }
    EXPECT_LT(off / 24, 0.06); // of half the crop's side
    // The truth in the shape space is the body that the sample shows, but for small components.
    const torch::Tensor difference = truth.body[0].norm(2, -1).max();
    EXPECT_GT(difference.item<float>(), 0.5F);
    EXPECT_LT(difference.item<float>(), 1.5F);
}

TEST(TrainingSet, AugmentationKeepsTheTruth) {
    const auto& train = smallSet()->samples(Split::Train);
    const std::vector<std::int64_t> samples(train.begin(), train.begin() + 4);
    AugmentOptions none;
    none.enabled = false;
    Random a(1);
    Random b(2);
    const Batch plain = smallSet()->batch(samples, none, a);
    const Batch varied = smallSet()->batch(samples, AugmentOptions(), b);
    EXPECT_TRUE(torch::equal(plain.truth.body, varied.truth.body));
    EXPECT_FALSE(torch::allclose(plain.input.picture, varied.input.picture));
    EXPECT_TRUE(torch::isfinite(varied.input.picture).all().item<bool>());
}

TEST(TrainingSet, LeavesOutWhatIsSetAside) {
    const test::TemporaryFolder folder;
    std::filesystem::copy(test::smallPeople(), folder / "people",
                          std::filesystem::copy_options::recursive);
    const std::vector<std::int64_t> before = smallSet()->samples(Split::Train);
    ASSERT_TRUE(writeSampleEdits(folder / "people", {{before[1], {.excluded = true}}}));
    std::vector<std::int64_t> expected = before;
    expected.erase(expected.begin() + 1);
    EXPECT_EQ(TrainingSet::open(folder / "people").value()->samples(Split::Train), expected);
}

TEST(TrainingSet, NeedsThePerceptionPass) {
    const test::TemporaryFolder folder;
    PersonDatasetOptions options;
    options.identities = 2;
    options.viewsPerIdentity = 1;
    ASSERT_TRUE(makePersonDataset(test::library(), folder.path() / "blind", options));
    const auto set = TrainingSet::open(folder.path() / "blind");
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().code, ErrorCode::MissingData);
}

} // namespace
} // namespace maquette
