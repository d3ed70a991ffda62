// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/reconstruct.h"

#include "core/geometry/template_mesh.h"

#include <gtest/gtest.h>

#include <chrono>

namespace maquette {
namespace {

std::filesystem::path samplePhoto() {
    return std::filesystem::path(MAQUETTE_SOURCE_DIR) / "resources/samples/sample.jpg";
}

class Reconstruct : public testing::Test {
protected:
    static void SetUpTestSuite() {
        auto opened = Reconstructor::open();
        ASSERT_TRUE(opened) << describe(opened.error());
        s_reconstructor = *opened;
    }
    static void TearDownTestSuite() { s_reconstructor.reset(); }

    static Result<Reconstruction> sample(ReconstructOptions options, const Context& ctx = {}) {
        options.textureSize = 512;
        return s_reconstructor->reconstruct(samplePhoto(), options, ctx);
    }

    static inline std::shared_ptr<Reconstructor> s_reconstructor;
};

/// Largest distance in pixels between the same body seen through two photo cameras.
float pictureDifference(const Character& a, const Character& b) {
    const Points first =
        project(a.photoCamera, posedPositions(a, a.meshes.front(), CharacterPose::Photo));
    const Points second =
        project(b.photoCamera, posedPositions(b, b.meshes.front(), CharacterPose::Photo));
    return (first - second).leftCols(2).rowwise().norm().maxCoeff();
}

TEST_F(Reconstruct, StandsOnTheGroundWithEverythingBound) {
    const auto result = sample({});
    ASSERT_TRUE(result) << describe(result.error());
    const Character& character = *result->character;
    const CharacterMesh& body = character.meshes.front();
    ASSERT_EQ(body.mesh.vertexCount(), kBodyVertices);
    EXPECT_NEAR(body.mesh.positions.col(1).minCoeff(), 0.0F, 1e-5F);
    EXPECT_NEAR(body.mesh.positions.col(1).maxCoeff(), character.height, 1e-5F);
    EXPECT_EQ(character.photoPose.rotations.size(), character.skeleton.bones.size());
    EXPECT_EQ(character.morphs.size(), 52U);
    for (const CharacterMesh& mesh : character.meshes) {
        ASSERT_EQ(mesh.weights.vertexCount(), mesh.mesh.vertexCount()) << mesh.name;
        EXPECT_TRUE(mesh.mesh.positions.allFinite()) << mesh.name;
        for (int v = 0; v < mesh.weights.vertexCount(); ++v) {
            ASSERT_LE(mesh.weights.offsets[v + 1] - mesh.weights.offsets[v], 4) << mesh.name;
        }
    }
}

TEST_F(Reconstruct, MatchesTheSamplePhoto) {
    const auto result = sample({});
    ASSERT_TRUE(result) << describe(result.error());
    EXPECT_GT(result->clothedIou, 0.85);
    EXPECT_LT(result->metrics.jointError, 0.02);
    // With a learned mapping "encode" and "generate", too.
    ASSERT_EQ(result->times.size(), result->mapping.empty() ? 5U : 7U);
    EXPECT_EQ(result->times.front().stage, "prepare");
    EXPECT_EQ(result->times.back().stage, "finish");
}

TEST_F(Reconstruct, HeightScalesTheCharacterButNotThePicture) {
    const auto fitted = sample({});
    ReconstructOptions options;
    options.height = 1.2;
    const auto small = sample(options);
    ASSERT_TRUE(fitted && small);
    EXPECT_NEAR(small->character->height, 1.2F, 1e-4F);
    EXPECT_LT(pictureDifference(*fitted->character, *small->character), 0.5F);
}

TEST_F(Reconstruct, BodyOnlyHasNoLayersAndOtherwiseTheSameTopology) {
    ReconstructOptions options;
    options.bodyOnly = true;
    const auto result = sample(options);
    ASSERT_TRUE(result) << describe(result.error());
    for (const CharacterMesh& mesh : result->character->meshes) {
        EXPECT_FALSE(mesh.isLayer) << mesh.name;
    }
    EXPECT_EQ(result->character->meshes.front().mesh.vertexCount(), kBodyVertices);
}

TEST_F(Reconstruct, RefusesWrongSettings) {
    ReconstructOptions height;
    height.height = -1.0;
    EXPECT_EQ(sample(height).error().code, ErrorCode::InvalidArgument);
    ReconstructOptions rig;
    rig.rig = "no such rig";
    EXPECT_EQ(sample(rig).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(s_reconstructor->reconstruct("/no/such/photo.jpg").error().code,
              ErrorCode::FileNotFound);
}

TEST_F(Reconstruct, CancelledBeforeItStarts) {
    const CancelToken token;
    token.cancel();
    const auto result = sample({}, Context(token));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
}

class CancelInStage : public Reconstruct, public testing::WithParamInterface<const char*> {};

TEST_P(CancelInStage, EndsSoonAsCancelled) {
    using Clock = std::chrono::steady_clock;
    const CancelToken token;
    Clock::time_point asked{};
    const auto result = sample({}, Context(token, [&](double, const std::string& stage) {
                                   if (stage == GetParam() && !token.isCancelled()) {
                                       asked = Clock::now();
                                       token.cancel();
                                   }
                               }));
    ASSERT_TRUE(token.isCancelled()) << "the stage reported nothing";
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
    EXPECT_LT(std::chrono::duration<double>(Clock::now() - asked).count(), 1.0);
}

INSTANTIATE_TEST_SUITE_P(Stages, CancelInStage, testing::Values("prepare", "constrain", "texture"));

} // namespace
} // namespace maquette
