// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/export_model.h"

#include "tests/io/test_character.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

#include <limits>

namespace maquette {
namespace {

using test::makeTestCharacter;

TEST(ExportModel, LimitsAndUnitesWeights) {
    Character character = makeTestCharacter();
    SkinWeights& weights = character.meshes[1].weights; // 8 vertices, bone 4 each
    weights.offsets = {0, 6, 8, 9, 10, 11, 12, 13, 14};
    weights.bones = {0, 1, 2, 3, 4, 0, 2, 2, 4, 4, 4, 4, 4, 4};
    weights.weights = {.15F, .2F, .3F, .05F, .1F, .2F, .25F, .75F, 1, 1, 1, 1, 1, 1};
    const auto model = makeExportModel(character, {});
    ASSERT_TRUE(model);
    const SkinWeights& result = model->meshes[1].weights;
    EXPECT_EQ(result.offsets[1], 4);
    EXPECT_EQ(std::vector<int>(result.bones.begin(), result.bones.begin() + 4),
              (std::vector<int>{0, 2, 1, 4})); // 0 has 0.15 + 0.2
    EXPECT_NEAR(result.weights[0], 0.35F / 0.95F, 1e-6F);
    EXPECT_EQ(result.offsets[2] - result.offsets[1], 1);
    EXPECT_FLOAT_EQ(result.weights[4], 1.0F);
}

TEST(ExportModel, NamesNeverClash) {
    Character character = makeTestCharacter();
    character.name = "upper";
    character.meshes[1].name = "lower";
    character.meshes[2].name = "body";
    const auto model = makeExportModel(character, {});
    ASSERT_TRUE(model);
    EXPECT_EQ(model->name, "upper_2");
    EXPECT_EQ(model->meshes[1].name, "lower_2");
    EXPECT_EQ(model->meshes[2].name, "body_2");
}

TEST(ExportModel, LeavesOutHiddenAndUnwantedLayers) {
    Character character = makeTestCharacter();
    EXPECT_EQ(exportedMeshes(character, {}).size(), 3U);
    ExportOptions options;
    options.layers = false;
    EXPECT_EQ(exportedMeshes(character, options).size(), 2U);
    character.meshes[2].visible = false;
    EXPECT_EQ(exportedMeshes(character, {}).size(), 2U);
}

TEST(ExportModel, GroundedPosePutsTheBodyOnTheFloor) {
    Character character = makeTestCharacter();
    const Pose pose = groundedPose(character, CharacterPose::Photo);
    character.photoPose = pose;
    const Points posed = posedPositions(character, character.meshes.front(), CharacterPose::Photo);
    EXPECT_NEAR(posed.col(1).minCoeff(), 0.0F, 1e-6F);
    EXPECT_FLOAT_EQ(pose.translation.x(), 0.1F);
    EXPECT_TRUE(groundedPose(character, CharacterPose::Rest).rotations.empty());
}

TEST(ExportModel, SharedImagesAreEncodedOnce) {
    Character character = makeTestCharacter();
    character.meshes[1].material.baseColor = character.meshes[0].material.baseColor;
    character.meshes[2].material.baseColor = cv::Mat();
    const auto model = makeExportModel(character, {});
    ASSERT_TRUE(model);
    EXPECT_EQ(model->textures.images.size(), 1U);
    EXPECT_EQ(model->textures.imageOfMesh, (std::vector<int>{0, 0, -1}));
}

TEST(ExportModel, TexturesAreLosslessAndKeepAlphaOnlyForCutOuts) {
    const Character character = makeTestCharacter();
    const auto model = makeExportModel(character, {});
    ASSERT_TRUE(model);
    ASSERT_EQ(model->textures.images.size(), 3U);
    const auto decoded = [&](int i) {
        return cv::imdecode(model->textures.images[i].png, cv::IMREAD_UNCHANGED);
    };
    EXPECT_EQ(cv::norm(decoded(0), character.meshes[0].material.baseColor, cv::NORM_INF), 0.0);
    EXPECT_EQ(decoded(1).channels(), 3); // RGBA, not cut out
    EXPECT_EQ(decoded(2).channels(), 4);
    EXPECT_EQ(cv::norm(decoded(2), character.meshes[2].material.baseColor, cv::NORM_INF), 0.0);
}

/// Damage that an export must refuse.
struct Damage {
    const char* name;
    void (*apply)(Character&);
    const char* message; ///< part of the error's
};

class ExportModelDamage : public testing::TestWithParam<Damage> {};

TEST_P(ExportModelDamage, IsRefusedNamingTheMesh) {
    Character character = makeTestCharacter();
    ASSERT_TRUE(checkCharacter(character));
    GetParam().apply(character);
    const Status status = checkCharacter(character);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(status.error().message.find(GetParam().message), std::string::npos)
        << status.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ExportModelDamage,
    testing::Values(
        Damage{"NoMeshes", [](Character& c) { c.meshes.clear(); }, "no mesh"},
        Damage{"NoBones", [](Character& c) { c.skeleton.bones.clear(); }, "no skeleton"},
        Damage{"WrongPose", [](Character& c) { c.photoPose.rotations.pop_back(); }, "skeleton"},
        Damage{"NoFaces", [](Character& c) { c.meshes[1].mesh.faceOffsets = {0}; }, "\"eyes\""},
        Damage{"NotANumber",
               [](Character& c) {
                   c.meshes[1].mesh.positions(2, 1) = std::numeric_limits<float>::quiet_NaN();
               },
               "numbers"},
        Damage{"VertexOutOfRange", [](Character& c) { c.meshes[1].mesh.cornerVertex[3] = 8; },
               "vertices that do not exist"},
        Damage{"UvOutOfRange", [](Character& c) { c.meshes[1].mesh.cornerUv[0] = -1; },
               "texture coordinates"},
        Damage{"TwoCorneredFace", [](Character& c) { c.meshes[1].mesh.faceOffsets[1] = 2; },
               "three corners"},
        Damage{"FewWeights", [](Character& c) { c.meshes[1].weights.offsets.pop_back(); },
               "skin weights"},
        Damage{"BoneOutOfRange", [](Character& c) { c.meshes[1].weights.bones[0] = 5; }, "bone"},
        Damage{"NoWeight", [](Character& c) { c.meshes[1].weights.weights[5] = 0.0F; }, "number 5"},
        Damage{"WrongMorph", [](Character& c) { c.morphs[0].offsets[0].resize(3, 3); }, "jawOpen"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ExportModel, UnknownImageTypeIsRefused) {
    Character character = makeTestCharacter();
    character.meshes[0].material.baseColor = cv::Mat(8, 8, CV_16UC3, cv::Scalar::all(0));
    const auto model = makeExportModel(character, {});
    ASSERT_FALSE(model);
    EXPECT_EQ(model.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(model.error().message.find("body"), std::string::npos);
}

} // namespace
} // namespace maquette
