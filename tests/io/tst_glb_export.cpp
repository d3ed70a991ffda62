// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/glb_export.h"

#include "core/io/glb_file.h"
#include "tests/io/imported_scene.h"
#include "tests/io/library_character.h"
#include "tests/io/test_character.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

#include <cstring>

namespace maquette {
namespace {

using test::ImportedScene;
using test::makeTestCharacter;
using test::weightsByName;

ExportOptions photoPose() {
    ExportOptions options;
    options.pose = CharacterPose::Photo;
    return options;
}

GlbFile fileOf(const Character& character, const ExportOptions& options = {}) {
    const auto bytes = glbBytes(character, options);
    EXPECT_TRUE(bytes);
    auto file = parseGlb(*bytes);
    EXPECT_TRUE(file);
    return *file;
}

/// Sparse accessor as a dense list of vectors.
std::vector<Eigen::Vector3f> sparseVectors(const GlbFile& file, int accessor) {
    const Json& entry = file.json["accessors"][accessor];
    std::vector<Eigen::Vector3f> values(entry["count"], Eigen::Vector3f::Zero());
    const auto at = [&](const Json& part) {
        return file.binary.data() +
               file.json["bufferViews"][part["bufferView"].get<int>()]["byteOffset"]
                   .get<std::size_t>();
    };
    const std::uint8_t* rows = at(entry["sparse"]["indices"]);
    const std::uint8_t* vectors = at(entry["sparse"]["values"]);
    for (std::size_t i = 0; i < entry["sparse"]["count"].get<std::size_t>(); ++i) {
        std::uint16_t row = 0;
        std::memcpy(&row, rows + 2 * i, sizeof(row));
        std::memcpy(values.at(row).data(), vectors + 12 * i, 12);
    }
    return values;
}

TEST(GlbExport, ReimportedMeshesKeepVerticesUvsAndWeights) {
    const Character character = makeTestCharacter();
    const auto model = makeExportModel(character, {});
    const ImportedScene scene(*glbBytes(character, {}), "glb");
    ASSERT_NE(scene.get(), nullptr);
    for (const ExportMesh& expected : model->meshes) {
        const aiMesh* mesh = scene.mesh(expected.name.c_str());
        ASSERT_NE(mesh, nullptr) << expected.name;
        ASSERT_EQ(static_cast<int>(mesh->mNumVertices), expected.split.vertexCount());
        EXPECT_EQ(mesh->mNumFaces, trianglesOf(expected.split).rows());
        const auto weights = weightsByName(*mesh);
        for (unsigned v = 0; v < mesh->mNumVertices; ++v) {
            EXPECT_EQ(mesh->mVertices[v].x, expected.split.positions(v, 0));
            EXPECT_EQ(mesh->mVertices[v].y, expected.split.positions(v, 1));
            EXPECT_EQ(mesh->mVertices[v].z, expected.split.positions(v, 2));
            EXPECT_NEAR(mesh->mTextureCoords[0][v].x, expected.split.uvs(v, 0), 1e-6F);
            EXPECT_NEAR(mesh->mTextureCoords[0][v].y, expected.split.uvs(v, 1), 1e-6F);
            EXPECT_NEAR(mesh->mNormals[v].Length(), 1.0F, 1e-4F);
            const int first = expected.weights.offsets[v];
            const int last = expected.weights.offsets[v + 1];
            ASSERT_EQ(static_cast<int>(weights[v].size()), last - first);
            for (int e = first; e < last; ++e) {
                const std::string& bone = model->boneNames[expected.weights.bones[e]];
                EXPECT_NEAR(weights[v].at(bone), expected.weights.weights[e], 1e-6F);
            }
        }
    }
}

TEST(GlbExport, SkinHasEveryBoneWithItsInverseBindMatrix) {
    const Character character = makeTestCharacter();
    const BoneFrames rest = restFrames(character.skeleton);
    for (const ExportOptions& options : {ExportOptions{}, photoPose()}) {
        const ImportedScene scene(*glbBytes(character, options), "glb");
        const aiMesh* mesh = scene.mesh("body");
        ASSERT_NE(mesh, nullptr);
        ASSERT_EQ(mesh->mNumBones, character.skeleton.bones.size());
        for (unsigned b = 0; b < mesh->mNumBones; ++b) {
            const aiBone& bone = *mesh->mBones[b];
            const Eigen::Matrix4f expected = rest[character.skeleton.indexOf(bone.mName.C_Str())]
                                                 .inverse()
                                                 .matrix()
                                                 .cast<float>();
            for (int r = 0; r < 4; ++r) {
                for (int c = 0; c < 4; ++c) {
                    EXPECT_NEAR(bone.mOffsetMatrix[r][c], expected(r, c), 1e-6F);
                }
            }
        }
    }
}

TEST(GlbExport, BonesCloseToTheirParentKeepTheirPlace) {
    const ImportedScene scene(*glbBytes(makeTestCharacter(), {}), "glb");
    EXPECT_NEAR(scene.world("tiny").b4, 0.805F, 1e-6F);
    EXPECT_NEAR(scene.world("upper").b4, 1.2F, 1e-6F);
}

TEST(GlbExport, PhotoPoseMovesBonesAsSkinningDoes) {
    Character character = makeTestCharacter();
    const ImportedScene scene(*glbBytes(character, photoPose()), "glb");
    character.photoPose = groundedPose(character, CharacterPose::Photo);
    const Points expected =
        posedPositions(character, character.meshes.front(), CharacterPose::Photo);
    const aiMesh* mesh = scene.mesh("body");
    ASSERT_NE(mesh, nullptr);
    std::vector<aiVector3D> posed(mesh->mNumVertices);
    for (unsigned b = 0; b < mesh->mNumBones; ++b) {
        const aiBone& bone = *mesh->mBones[b];
        const aiMatrix4x4 transform = scene.world(bone.mName.C_Str()) * bone.mOffsetMatrix;
        for (unsigned w = 0; w < bone.mNumWeights; ++w) {
            const unsigned v = bone.mWeights[w].mVertexId;
            posed[v] += bone.mWeights[w].mWeight * (transform * mesh->mVertices[v]);
        }
    }
    for (Eigen::Index v = 0; v < expected.rows(); ++v) {
        EXPECT_NEAR(posed[v].x, expected(v, 0), 1e-5F);
        EXPECT_NEAR(posed[v].y, expected(v, 1), 1e-5F);
        EXPECT_NEAR(posed[v].z, expected(v, 2), 1e-5F);
    }
}

TEST(GlbExport, FacialUnitsAreNamedMorphTargetsWhereTheyMoveSomething) {
    const GlbFile file = fileOf(makeTestCharacter());
    const Json& meshes = file.json["meshes"];
    EXPECT_EQ(meshes[0]["extras"]["targetNames"], Json::array({"jawOpen"}));
    EXPECT_EQ(meshes[1]["extras"]["targetNames"], Json::array({"eyeBlinkLeft"}));
    EXPECT_FALSE(meshes[2].contains("extras"));
    EXPECT_FALSE(meshes[2]["primitives"][0].contains("targets"));
}

TEST(GlbExport, MorphTargetsHoldOffsetsAndTurnedNormals) {
    const Character character = makeTestCharacter();
    const GlbFile file = fileOf(character);
    const auto model = makeExportModel(character, {});
    const ExportMesh& body = model->meshes.front();
    const Json& target = file.json["meshes"][0]["primitives"][0]["targets"][0];
    const auto positions = sparseVectors(file, target["POSITION"]);
    const auto normals = sparseVectors(file, target["NORMAL"]);

    Points moved = character.meshes.front().mesh.positions + character.morphs[0].offsets[0];
    const Points after = vertexNormals(moved, triangulate(character.meshes.front().mesh).vertices);
    for (int row = 0; row < body.split.vertexCount(); ++row) {
        const int v = body.split.sourceVertex[row];
        EXPECT_TRUE(positions[row].isApprox(
            character.morphs[0].offsets[0].row(v).transpose().eval(), 1e-6F));
        const Eigen::Vector3f normal = body.split.normals.row(row).transpose() + normals[row];
        EXPECT_LT((normal - after.row(v).transpose()).norm(), 6e-3F) << "row " << row;
    }
}

TEST(GlbExport, MorphsMayBeLeftOut) {
    ExportOptions options;
    options.morphs = false;
    EXPECT_FALSE(fileOf(makeTestCharacter(), options).json["meshes"][0].contains("extras"));
}

TEST(GlbExport, MaterialsAndImagesAreEmbedded) {
    const Character character = makeTestCharacter();
    const GlbFile file = fileOf(character);
    const Json& materials = file.json["materials"];
    ASSERT_EQ(materials.size(), 3U);
    EXPECT_EQ(materials[0]["name"], "body material");
    EXPECT_FALSE(materials[0].value("doubleSided", false));
    EXPECT_EQ(materials[0].value("alphaMode", "OPAQUE"), "OPAQUE");
    EXPECT_EQ(materials[2].value("alphaMode", ""), "MASK");
    EXPECT_TRUE(materials[2].value("doubleSided", false));
    const Json& pbr = materials[1]["pbrMetallicRoughness"];
    EXPECT_NEAR(pbr["roughnessFactor"].get<double>(), 0.2, 1e-6);
    EXPECT_EQ(pbr["metallicFactor"].get<double>(), 0.0);
    for (int m = 0; m < 3; ++m) {
        const int texture = materials[m]["pbrMetallicRoughness"]["baseColorTexture"]["index"];
        const Json& image =
            file.json["images"][file.json["textures"][texture]["source"].get<int>()];
        const Json& view = file.json["bufferViews"][image["bufferView"].get<int>()];
        const auto* first = file.binary.data() + view["byteOffset"].get<std::size_t>();
        const Bytes png(first, first + view["byteLength"].get<std::size_t>());
        EXPECT_EQ(cv::imdecode(png, cv::IMREAD_COLOR).size(),
                  character.meshes[m].material.baseColor.size());
    }
}

TEST(GlbExport, TranslucentFactorBlends) {
    Character character = makeTestCharacter();
    character.meshes[1].material.baseColor = cv::Mat();
    character.meshes[1].material.baseFactor = {0.5F, 0.25F, 1.0F, 0.5F};
    const Json material = fileOf(character).json["materials"][1];
    EXPECT_EQ(material.value("alphaMode", ""), "BLEND");
    EXPECT_EQ(material["pbrMetallicRoughness"]["baseColorFactor"],
              Json::array({0.5, 0.25, 1.0, 0.5}));
    EXPECT_FALSE(material["pbrMetallicRoughness"].contains("baseColorTexture"));
}

TEST(GlbExport, SceneRootsAreTheArmatureAndTheMeshes) {
    const Json json = fileOf(makeTestCharacter()).json;
    std::vector<std::string> roots;
    for (const Json& node : json["scenes"][0]["nodes"]) {
        roots.push_back(json["nodes"][node.get<int>()]["name"]);
    }
    EXPECT_EQ(roots, (std::vector<std::string>{"Tube", "body", "eyes", "hair"}));
    EXPECT_EQ(json["asset"]["generator"], "Maquette");
    EXPECT_FALSE(json["asset"].contains("extras"));
    EXPECT_FALSE(json.contains("extras"));
}

TEST(GlbExport, NamesThatAreNotUtf8DoNotBreakTheFile) {
    Character character = makeTestCharacter();
    character.name = "caf\xe9";
    character.morphs[0].name = "\xff\xfe";
    const auto bytes = glbBytes(character, {});
    ASSERT_TRUE(bytes);
    EXPECT_TRUE(parseGlb(*bytes));
}

TEST(GlbFile, RefusesDamagedFiles) {
    const auto bytes = glbBytes(makeTestCharacter(), {});
    ASSERT_TRUE(bytes);
    for (const std::size_t size : {0UL, 3UL, 12UL, 19UL, 40UL, bytes->size() - 1}) {
        const auto file = parseGlb(std::span(*bytes).first(size));
        ASSERT_FALSE(file) << size;
        EXPECT_EQ(file.error().code, ErrorCode::CorruptData);
    }
    Bytes broken = *bytes;
    broken[25] = '\x01'; // inside the JSON
    EXPECT_FALSE(parseGlb(broken));
}

TEST(GlbExport, LibraryCharacterKeepsAllVertices) {
    const auto character = test::makeLibraryCharacter("game_engine", 256);
    if (!character) {
        GTEST_SKIP() << describe(character.error());
    }
    const auto bytes = glbBytes(*character, photoPose());
    ASSERT_TRUE(bytes) << describe(bytes.error());
    const auto model = makeExportModel(*character, {});
    const ImportedScene scene(*bytes, "glb");
    ASSERT_NE(scene.get(), nullptr);
    for (const ExportMesh& expected : model->meshes) {
        const aiMesh* mesh = scene.mesh(expected.name.c_str());
        ASSERT_NE(mesh, nullptr) << expected.name;
        ASSERT_EQ(static_cast<int>(mesh->mNumVertices), expected.split.vertexCount());
        EXPECT_EQ(mesh->mNumBones, character->skeleton.bones.size());
        const auto weights = weightsByName(*mesh);
        for (unsigned v = 0; v < mesh->mNumVertices; ++v) {
            for (int e = expected.weights.offsets[v]; e < expected.weights.offsets[v + 1]; ++e) {
                const std::string& bone = model->boneNames[expected.weights.bones[e]];
                ASSERT_NEAR(weights[v].at(bone), expected.weights.weights[e], 1e-6F);
            }
        }
    }
    EXPECT_GT(scene.mesh("body")->mNumAnimMeshes, 40U);
}

} // namespace
} // namespace maquette
