// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Blender makes of exported files.
#include "core/io/character_export.h"
#include "core/io/export_model.h"
#include "tests/io/blender.h"
#include "tests/io/command.h"
#include "tests/io/library_character.h"
#include "tests/io/test_character.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace maquette {
namespace {

using Json = nlohmann::json;

constexpr double kMillimetre = 1e-3;

/// Exports, imports into Blender and returns its report; null with a test failure otherwise.
Json inspect(const Character& character, const std::string& ending,
             CharacterPose pose = CharacterPose::Rest) {
    const test::TemporaryFolder folder;
    ExportOptions options;
    options.pose = pose;
    const auto path = folder / ("character" + ending);
    const Status status = exportCharacter(character, path, options);
    EXPECT_TRUE(status) << describe(status.error());
    return test::inspectInBlender(path);
}

/// Blender has z up and the character faces -y: (x, y, z) of ours is (x, -z, y) there.
void expectPlace(const Json& place, const Eigen::Vector3f& ours, const std::string& what) {
    EXPECT_NEAR(place[0].get<double>(), ours.x(), kMillimetre) << what;
    EXPECT_NEAR(place[1].get<double>(), -ours.z(), kMillimetre) << what;
    EXPECT_NEAR(place[2].get<double>(), ours.y(), kMillimetre) << what;
}

void expectBounds(const Json& bounds, const Points& points, const std::string& what) {
    const Eigen::Vector3f low = points.colwise().minCoeff();
    const Eigen::Vector3f high = points.colwise().maxCoeff();
    expectPlace(bounds[0], {low.x(), low.y(), high.z()}, what);
    expectPlace(bounds[1], {high.x(), high.y(), low.z()}, what);
}

/// @param tailsKnown  glTF has no tails: Blender guesses directions from children, which works for
///                    all bones but one that goes elsewhere, such as a root on the floor.
void expectSkeleton(const Json& armature, const Character& character, const Pose& pose,
                    bool tailsKnown) {
    const BoneTransforms transforms = boneTransforms(character.skeleton, pose);
    ASSERT_EQ(armature["bones"].size(), character.skeleton.bones.size());
    for (const double scale : armature["scale"]) {
        EXPECT_NEAR(scale, 1.0, 1e-6);
    }
    for (std::size_t b = 0; b < transforms.size(); ++b) {
        const Bone& bone = character.skeleton.bones[b];
        const Json& found = armature["bones"].at(bone.name);
        EXPECT_EQ(found["parent"],
                  bone.parent < 0 ? Json() : Json(character.skeleton.bones[bone.parent].name));
        expectPlace(found["head"], bone.head, bone.name);
        expectPlace(found["posed_head"], transforms[b] * bone.head, bone.name + " posed");
        const Eigen::Vector3f along = (bone.tail - bone.head).normalized();
        if (tailsKnown || bone.parent >= 0) {
            expectPlace(found["direction"], along, bone.name + " direction");
        }
    }
}

struct Expected {
    bool quads = false;  ///< FBX and OBJ keep polygons
    bool rigged = true;  ///< OBJ has no skeleton
    bool morphs = false; ///< GLB
};

void expectMesh(const Json& found, const CharacterMesh& mesh, const Expected& expected) {
    if (expected.quads) {
        EXPECT_EQ(found["quads"], mesh.mesh.faceCount()) << mesh.name;
        EXPECT_EQ(found["triangles"], 0) << mesh.name;
        EXPECT_EQ(found["vertices"], mesh.mesh.vertexCount()) << mesh.name;
    } else {
        EXPECT_EQ(found["triangles"], 2 * mesh.mesh.faceCount()) << mesh.name;
    }
    EXPECT_EQ(found["uv_layers"], Json::array({"UVMap"})) << mesh.name;
    ASSERT_EQ(found["images"].size(), 1U) << mesh.name;
    const cv::Size size = mesh.material.baseColor.size();
    EXPECT_EQ(found["images"][0]["size"], Json::array({size.width, size.height})) << mesh.name;
    EXPECT_TRUE(found["images"][0]["has_data"]) << mesh.name;
    EXPECT_EQ(found["images"][0]["alpha_linked"], mesh.material.alphaCutout) << mesh.name;
    const Json& shading = found["shading"][0];
    EXPECT_NEAR(shading["Roughness"].get<double>(), mesh.material.roughness, 1e-3) << mesh.name;
    EXPECT_NEAR(shading["Metallic"].get<double>(), mesh.material.metalness, 1e-3) << mesh.name;
    EXPECT_LE(shading["Specular"].get<double>(), 0.5) << mesh.name;
    EXPECT_EQ(shading["Alpha"], 1.0) << mesh.name;
    if (expected.rigged) {
        EXPECT_FALSE(found["armature"].is_null()) << mesh.name;
        EXPECT_NEAR(found["weight_sums"][0].get<double>(), 1.0, 1e-3) << mesh.name;
        EXPECT_NEAR(found["weight_sums"][1].get<double>(), 1.0, 1e-3) << mesh.name;
        EXPECT_LE(found["weight_sums"][2].get<int>(), 4) << mesh.name;
        EXPECT_FALSE(found["used_groups"].empty()) << mesh.name;
    }
}

void expectMorphs(const Json& report, const Character& character) {
    for (std::size_t m = 0; m < character.meshes.size(); ++m) {
        std::vector<std::string> names;
        for (const CharacterMorph& morph : character.morphs) {
            const Points& offsets = morph.offsets[m];
            if (offsets.rows() > 0 && offsets.rowwise().norm().maxCoeff() > 1e-6F) {
                names.push_back(morph.name);
            }
        }
        EXPECT_EQ(report["meshes"][character.meshes[m].name]["shape_keys"], Json(names));
    }
}

void expectCharacter(const Json& report, const Character& character, CharacterPose pose,
                     const Expected& expected) {
    if (!report.is_object()) {
        return;
    }
    Character posed = character;
    posed.photoPose = groundedPose(character, pose);
    if (expected.rigged) {
        ASSERT_EQ(report["armatures"].size(), 1U);
        EXPECT_EQ(report["armatures"].begin().key(), character.name);
        expectSkeleton(report["armatures"].front(), character, posed.photoPose, expected.quads);
    }
    // Nothing besides: no empties, no lights.
    EXPECT_EQ(report["objects"].size(), character.meshes.size() + (expected.rigged ? 1 : 0));
    for (const CharacterMesh& mesh : character.meshes) {
        ASSERT_TRUE(report["meshes"].contains(mesh.name)) << mesh.name;
        const Json& found = report["meshes"][mesh.name];
        expectMesh(found, mesh, expected);
        expectBounds(found["bounds"], posedPositions(posed, mesh, pose), mesh.name);
    }
    if (expected.morphs) {
        expectMorphs(report, character);
    }
}

class Blender : public testing::Test {
protected:
    void SetUp() override {
        if (!test::hasProgram("blender")) {
            GTEST_SKIP() << "blender is not installed.";
        }
    }
};

TEST_F(Blender, OpensSmallGlbAtRest) {
    const Character character = test::makeTestCharacter();
    expectCharacter(inspect(character, ".glb"), character, CharacterPose::Rest,
                    {.quads = false, .rigged = true, .morphs = true});
}

TEST_F(Blender, OpensSmallGlbInPhotoPose) {
    const Character character = test::makeTestCharacter();
    expectCharacter(inspect(character, ".glb", CharacterPose::Photo), character,
                    CharacterPose::Photo, {.quads = false, .rigged = true, .morphs = true});
}

TEST_F(Blender, OpensSmallFbxAtRest) {
    const Character character = test::makeTestCharacter();
    expectCharacter(inspect(character, ".fbx"), character, CharacterPose::Rest,
                    {.quads = true, .rigged = true, .morphs = false});
}

TEST_F(Blender, OpensSmallFbxInPhotoPose) {
    const Character character = test::makeTestCharacter();
    expectCharacter(inspect(character, ".fbx", CharacterPose::Photo), character,
                    CharacterPose::Photo, {.quads = true, .rigged = true, .morphs = false});
}

TEST_F(Blender, OpensSmallObj) {
    const Character character = test::makeTestCharacter();
    expectCharacter(inspect(character, ".obj"), character, CharacterPose::Rest,
                    {.quads = true, .rigged = false, .morphs = false});
}

TEST_F(Blender, OpensLibraryCharacter) {
    const auto character = test::makeLibraryCharacter("game_engine", 512);
    if (!character) {
        GTEST_SKIP() << describe(character.error());
    }
    expectCharacter(inspect(*character, ".glb", CharacterPose::Photo), *character,
                    CharacterPose::Photo, {.quads = false, .rigged = true, .morphs = true});
    expectCharacter(inspect(*character, ".fbx"), *character, CharacterPose::Rest,
                    {.quads = true, .rigged = true, .morphs = false});
}

} // namespace
} // namespace maquette
