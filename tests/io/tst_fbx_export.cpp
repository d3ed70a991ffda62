// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/fbx_export.h"

#include "core/io/fbx_reemit.h"
#include "tests/io/imported_scene.h"
#include "tests/io/library_character.h"
#include "tests/io/test_character.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

#include <cstring>
#include <set>

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

FbxDocument documentOf(const Character& character, const ExportOptions& options = {}) {
    const auto bytes = fbxBytes(character, options);
    EXPECT_TRUE(bytes);
    auto document = parseFbx(*bytes);
    EXPECT_TRUE(document);
    return *document;
}

std::string nameOf(const FbxNode& object) {
    return object.text(1).substr(0, object.text(1).find('\0'));
}

/// All objects of a kind: "Model", "Geometry", "Deformer" …, of a class where one is given.
std::vector<const FbxNode*> objectsOf(const FbxDocument& document, const std::string& kind,
                                      const std::string& type = {}) {
    std::vector<const FbxNode*> found;
    for (const FbxNode& object : document.node("Objects")->children) {
        if (object.name == kind && (type.empty() || object.text(2) == type)) {
            found.push_back(&object);
        }
    }
    return found;
}

const FbxNode* property(const FbxNode& owner, const std::string& name) {
    for (const FbxNode& p : owner.child("Properties70")->children) {
        if (p.text(0) == name) {
            return &p;
        }
    }
    return nullptr;
}

/// What the file says of one geometry and the body's mesh it should hold.
void expectGeometry(const FbxNode& geometry, const CharacterMesh& mesh) {
    const auto vertices = geometry.child("Vertices")->properties[0].asNumbers();
    ASSERT_EQ(vertices.size(), 3U * mesh.mesh.vertexCount()) << mesh.name;
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        EXPECT_NEAR(vertices[i], mesh.mesh.positions.data()[i], 1e-6);
    }
    const auto corners = geometry.child("PolygonVertexIndex")->properties[0].asNumbers();
    const FbxNode* layer = geometry.child("LayerElementUV");
    const auto uvs = layer->child("UV")->properties[0].asNumbers();
    const auto uvIndex = layer->child("UVIndex")->properties[0].asNumbers();
    ASSERT_EQ(corners.size(), mesh.mesh.cornerVertex.size());
    ASSERT_EQ(uvIndex.size(), corners.size());
    std::set<int> faceEnds;
    for (std::size_t c = 0; c < corners.size(); ++c) {
        const int corner = static_cast<int>(corners[c]);
        EXPECT_EQ(corner < 0 ? -1 - corner : corner, mesh.mesh.cornerVertex[c]);
        if (corner < 0) {
            faceEnds.insert(static_cast<int>(c) + 1);
        }
        const auto uv = static_cast<std::size_t>(uvIndex[c]);
        EXPECT_NEAR(uvs[2 * uv], mesh.mesh.uvs(mesh.mesh.cornerUv[c], 0), 2e-5);
        EXPECT_NEAR(uvs[2 * uv + 1], mesh.mesh.uvs(mesh.mesh.cornerUv[c], 1), 2e-5);
    }
    EXPECT_EQ(faceEnds,
              std::set<int>(mesh.mesh.faceOffsets.begin() + 1, mesh.mesh.faceOffsets.end()));
}

TEST(FbxExport, KeepsQuadsVertexOrderAndUvs) {
    const Character character = makeTestCharacter();
    const FbxDocument document = documentOf(character);
    const auto geometries = objectsOf(document, "Geometry");
    ASSERT_EQ(geometries.size(), 3U);
    for (std::size_t m = 0; m < 3; ++m) {
        EXPECT_EQ(nameOf(*geometries[m]), character.meshes[m].name);
        expectGeometry(*geometries[m], character.meshes[m]);
        EXPECT_EQ(geometries[m]->child("LayerElementUV")->child("Name")->text(0), "UVMap");
        for (const FbxNode& element : geometries[m]->child("Layer")->children) {
            if (element.name == "LayerElement") {
                EXPECT_NE(geometries[m]->child(element.child("Type")->text(0)), nullptr);
            }
        }
    }
}

TEST(FbxExport, UnitIsTheMetre) {
    const FbxDocument document = documentOf(makeTestCharacter());
    const FbxNode* unit = property(*document.node("GlobalSettings"), "UnitScaleFactor");
    ASSERT_NE(unit, nullptr);
    EXPECT_EQ(unit->properties.back().asNumber(), 100.0);
}

TEST(FbxExport, EveryBoneIsALimbWithRestPoseInClusterAndBindPose) {
    const Character character = makeTestCharacter();
    const BoneFrames rest = restFrames(character.skeleton);
    for (const ExportOptions& options : {ExportOptions{}, photoPose()}) {
        const FbxDocument document = documentOf(character, options);
        EXPECT_EQ(objectsOf(document, "Model", "LimbNode").size(), rest.size());
        EXPECT_EQ(objectsOf(document, "Model", "Null").size(), 1U); // the armature
        EXPECT_EQ(objectsOf(document, "Deformer", "Cluster").size(), 3 * rest.size());
        const auto poses = objectsOf(document, "Pose");
        ASSERT_EQ(poses.size(), 1U);
        std::map<std::int64_t, std::vector<double>> bound;
        for (const FbxNode& entry : poses[0]->children) {
            if (entry.name == "PoseNode") {
                bound[entry.child("Node")->properties[0].asId()] =
                    entry.child("Matrix")->properties[0].asNumbers();
            }
        }
        EXPECT_EQ(bound.size(), rest.size() + 4);
        for (const FbxNode* limb : objectsOf(document, "Model", "LimbNode")) {
            const auto& matrix = bound.at(limb->properties[0].asId());
            const Eigen::Matrix4d& expected =
                rest[character.skeleton.indexOf(nameOf(*limb))].matrix();
            for (int i = 0; i < 16; ++i) {
                EXPECT_NEAR(matrix[i], expected.data()[i], 1e-9);
            }
        }
    }
}

TEST(FbxExport, ReimportedWeightsAreThoseOfTheCharacter) {
    const Character character = makeTestCharacter();
    const ImportedScene scene(*fbxBytes(character, {}), "fbx");
    ASSERT_NE(scene.get(), nullptr);
    for (const CharacterMesh& expected : character.meshes) {
        const aiMesh* mesh = scene.mesh(expected.name.c_str());
        ASSERT_NE(mesh, nullptr) << expected.name;
        const auto weights = weightsByName(*mesh); // Assimp has a vertex for every corner
        ASSERT_EQ(mesh->mNumVertices, expected.mesh.cornerVertex.size());
        for (unsigned corner = 0; corner < mesh->mNumVertices; ++corner) {
            const int v = expected.mesh.cornerVertex[corner];
            const int first = expected.weights.offsets[v];
            const int last = expected.weights.offsets[v + 1];
            ASSERT_EQ(static_cast<int>(weights[corner].size()), last - first);
            for (int e = first; e < last; ++e) {
                const Bone& bone = character.skeleton.bones[expected.weights.bones[e]];
                EXPECT_NEAR(weights[corner].at(bone.name), expected.weights.weights[e], 1e-6F);
            }
        }
        for (unsigned f = 0; f < mesh->mNumFaces; ++f) {
            EXPECT_EQ(mesh->mFaces[f].mNumIndices, 4U);
        }
    }
}

/// Skins a re-imported mesh by the nodes' transforms in the file.
std::vector<aiVector3D> skinned(const ImportedScene& scene, const aiMesh& mesh) {
    std::vector<aiVector3D> posed(mesh.mNumVertices);
    for (unsigned b = 0; b < mesh.mNumBones; ++b) {
        const aiBone& bone = *mesh.mBones[b];
        const aiMatrix4x4 transform = scene.world(bone.mName.C_Str()) * bone.mOffsetMatrix;
        for (unsigned w = 0; w < bone.mNumWeights; ++w) {
            const unsigned v = bone.mWeights[w].mVertexId;
            posed[v] += bone.mWeights[w].mWeight * (transform * mesh.mVertices[v]);
        }
    }
    return posed;
}

void expectPosed(const Character& original, CharacterPose pose) {
    Character character = original;
    ExportOptions options;
    options.pose = pose;
    const ImportedScene scene(*fbxBytes(character, options), "fbx");
    ASSERT_NE(scene.get(), nullptr);
    character.photoPose = groundedPose(character, pose);
    for (const CharacterMesh& expected : character.meshes) {
        const aiMesh* mesh = scene.mesh(expected.name.c_str());
        ASSERT_NE(mesh, nullptr);
        const Points points = posedPositions(character, expected, pose);
        const auto posed = skinned(scene, *mesh);
        for (std::size_t corner = 0; corner < posed.size(); ++corner) {
            const auto point = points.row(expected.mesh.cornerVertex[corner]);
            ASSERT_NEAR(posed[corner].x, point.x(), 1e-4F) << expected.name;
            ASSERT_NEAR(posed[corner].y, point.y(), 1e-4F) << expected.name;
            ASSERT_NEAR(posed[corner].z, point.z(), 1e-4F) << expected.name;
        }
    }
}

TEST(FbxExport, RestPoseIsTheCharactersOwn) {
    expectPosed(makeTestCharacter(), CharacterPose::Rest);
}

TEST(FbxExport, PhotoPoseMovesBonesAsSkinningDoes) {
    expectPosed(makeTestCharacter(), CharacterPose::Photo);
}

TEST(FbxExport, ImagesAreEmbeddedUnderTheirNames) {
    const Character character = makeTestCharacter();
    const FbxDocument document = documentOf(character);
    std::map<std::string, Bytes> videos;
    for (const FbxNode* video : objectsOf(document, "Video")) {
        const Bytes& payload = video->child("Content")->properties[0].payload;
        videos[video->child("Filename")->text(0)] = Bytes(payload.begin() + 4, payload.end());
    }
    ASSERT_EQ(videos.size(), 3U);
    const cv::Mat body = cv::imdecode(videos.at("body_material.png"), cv::IMREAD_COLOR);
    EXPECT_EQ(cv::norm(body, character.meshes[0].material.baseColor, cv::NORM_INF), 0.0);
    for (const FbxNode* texture : objectsOf(document, "Texture")) {
        EXPECT_EQ(videos.count(texture->child("FileName")->text(0)), 1U);
        EXPECT_EQ(videos.count(texture->child("RelativeFilename")->text(0)), 1U);
    }
    EXPECT_EQ(objectsOf(document, "Texture").size(), 4U); // hair: colour and opacity
}

TEST(FbxExport, NamesMaquetteAsCreator) {
    const FbxDocument document = documentOf(makeTestCharacter());
    EXPECT_EQ(document.node("Creator")->text(0), "Maquette");
    EXPECT_EQ(document.node("FBXHeaderExtension")->child("Creator")->text(0), "Maquette");
}

TEST(FbxExport, LibraryCharacterKeepsTopologyAndPose) {
    const auto character = test::makeLibraryCharacter("game_engine", 256);
    if (!character) {
        GTEST_SKIP() << describe(character.error());
    }
    const FbxDocument document = documentOf(*character);
    const auto geometries = objectsOf(document, "Geometry");
    ASSERT_EQ(geometries.size(), character->meshes.size());
    for (std::size_t m = 0; m < geometries.size(); ++m) {
        expectGeometry(*geometries[m], character->meshes[m]);
    }
    expectPosed(*character, CharacterPose::Photo);
}

} // namespace
} // namespace maquette
