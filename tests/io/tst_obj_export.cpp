// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/obj_export.h"

#include "core/geometry/template_mesh.h"
#include "tests/io/library_character.h"
#include "tests/io/test_character.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

#include <fstream>
#include <regex>
#include <sstream>

namespace maquette {
namespace {

using test::makeTestCharacter;
using test::TemporaryFolder;

struct Obj {
    std::vector<Eigen::Vector3f> vertices;
    std::vector<Eigen::Vector2f> uvs;
    std::vector<std::vector<std::pair<int, int>>> faces; ///< vertex and UV, from 0
    std::vector<std::string> groups;
    std::vector<std::size_t> groupStart; ///< first face of each group
    std::string library;
};

Obj readObj(const std::filesystem::path& path) {
    Obj obj;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string kind;
        words >> kind;
        if (kind == "v") {
            Eigen::Vector3f& v = obj.vertices.emplace_back();
            words >> v.x() >> v.y() >> v.z();
        } else if (kind == "vt") {
            Eigen::Vector2f& t = obj.uvs.emplace_back();
            words >> t.x() >> t.y();
        } else if (kind == "g") {
            words >> obj.groups.emplace_back();
            obj.groupStart.push_back(obj.faces.size());
        } else if (kind == "mtllib") {
            words >> obj.library;
        } else if (kind == "f") {
            auto& face = obj.faces.emplace_back();
            for (std::string corner; words >> corner;) {
                const std::size_t slash = corner.find('/');
                face.emplace_back(
                    std::stoi(corner) - 1,
                    slash == std::string::npos ? -1 : std::stoi(corner.substr(slash + 1)) - 1);
            }
        }
    }
    return obj;
}

std::string textOf(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(ObjExport, WritesVerticesInOrderWithQuadsAndUvs) {
    const TemporaryFolder folder;
    const Character character = makeTestCharacter();
    ASSERT_TRUE(writeObj(character, folder / "tube.obj", {}));
    const Obj obj = readObj(folder / "tube.obj");
    EXPECT_EQ(obj.groups, (std::vector<std::string>{"body", "eyes", "hair"}));
    int vertex = 0;
    int uv = 0;
    std::size_t face = 0;
    for (const CharacterMesh& mesh : character.meshes) {
        for (int v = 0; v < mesh.mesh.vertexCount(); ++v) {
            EXPECT_LT((obj.vertices.at(vertex + v).transpose() - mesh.mesh.positions.row(v)).norm(),
                      1e-6F);
        }
        for (int f = 0; f < mesh.mesh.faceCount(); ++f, ++face) {
            ASSERT_EQ(obj.faces.at(face).size(), 4U);
            for (int i = 0; i < 4; ++i) {
                const int corner = mesh.mesh.faceOffsets[f] + i;
                EXPECT_EQ(obj.faces[face][i].first, vertex + mesh.mesh.cornerVertex[corner]);
                EXPECT_EQ(obj.faces[face][i].second, uv + mesh.mesh.cornerUv[corner]);
            }
        }
        vertex += mesh.mesh.vertexCount();
        uv += static_cast<int>(mesh.mesh.uvs.rows());
    }
    EXPECT_EQ(obj.vertices.size(), static_cast<std::size_t>(vertex));
    EXPECT_EQ(obj.faces.size(), face);
}

TEST(ObjExport, UsesSixDecimals) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeObj(makeTestCharacter(), folder / "tube.obj", {}));
    std::ifstream file(folder / "tube.obj");
    const std::regex form("(v|vt)( -?[0-9]+\\.[0-9]{6}){2,3}");
    int numbers = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("v")) {
            EXPECT_TRUE(std::regex_match(line, form)) << line;
            ++numbers;
        }
    }
    EXPECT_GT(numbers, test::kTubeRings * test::kTubeSides);
}

TEST(ObjExport, PhotoPoseIsBakedAndStandsOnTheFloor) {
    const TemporaryFolder folder;
    Character character = makeTestCharacter();
    ExportOptions options;
    options.pose = CharacterPose::Photo;
    ASSERT_TRUE(writeObj(character, folder / "tube.obj", options));
    const Obj obj = readObj(folder / "tube.obj");
    character.photoPose = groundedPose(character, CharacterPose::Photo);
    std::size_t row = 0;
    float lowest = 1.0F;
    for (const CharacterMesh& mesh : character.meshes) {
        const Points posed = posedPositions(character, mesh, CharacterPose::Photo);
        for (Eigen::Index v = 0; v < posed.rows(); ++v, ++row) {
            ASSERT_LT((obj.vertices.at(row).transpose() - posed.row(v)).norm(), 2e-6F);
            lowest = std::min(lowest, obj.vertices[row].y());
        }
    }
    EXPECT_NEAR(lowest, 0.0F, 1e-6F);
}

TEST(ObjExport, MaterialsNameTheirPngsBesideTheFile) {
    const TemporaryFolder folder;
    const Character character = makeTestCharacter();
    ASSERT_TRUE(writeObj(character, folder / "tube.obj", {}));
    EXPECT_EQ(readObj(folder / "tube.obj").library, "tube.mtl");
    const std::string mtl = textOf(folder / "tube.mtl");
    EXPECT_NE(mtl.find("newmtl body_material\n"), std::string::npos);
    EXPECT_NE(mtl.find("map_Kd tube_body_material.png\n"), std::string::npos);
    EXPECT_NE(mtl.find("map_d tube_hair_material.png\n"), std::string::npos);
    EXPECT_EQ(mtl.find("map_d tube_eyes_material.png\n"), std::string::npos);
    const cv::Mat image =
        cv::imread((folder / "tube_body_material.png").string(), cv::IMREAD_UNCHANGED);
    EXPECT_EQ(cv::norm(image, character.meshes[0].material.baseColor, cv::NORM_INF), 0.0);
}

TEST(ObjExport, AwkwardMeshNamesStayReadable) {
    const TemporaryFolder folder;
    Character character = makeTestCharacter();
    character.meshes[1].name = "left eye\nv 1 2 3";
    character.meshes[2].name = "left eye\nv_1 2 3";
    ASSERT_TRUE(writeObj(character, folder / "tube.obj", {}));
    EXPECT_EQ(readObj(folder / "tube.obj").groups,
              (std::vector<std::string>{"body", "left_eye_v_1_2_3", "left_eye_v_1_2_3_2"}));
}

TEST(ObjExport, FailureTakesNewFilesBack) {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "tube.obj"); // cannot be replaced by a file
    const Status status = writeObj(makeTestCharacter(), folder / "tube.obj", {});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::FileUnwritable);
    EXPECT_FALSE(std::filesystem::exists(folder / "tube.mtl"));
    EXPECT_FALSE(std::filesystem::exists(folder / "tube_body_material.png"));
}

TEST(ObjExport, LibraryBodyComesFirstInTemplateOrder) {
    const auto character = test::makeLibraryCharacter("game_engine", 64);
    if (!character) {
        GTEST_SKIP() << describe(character.error());
    }
    const TemporaryFolder folder;
    ASSERT_TRUE(writeObj(*character, folder / "person.obj", {}));
    const Obj obj = readObj(folder / "person.obj");
    const CharacterMesh& body = character->meshes.front();
    ASSERT_EQ(body.mesh.vertexCount(), kBodyVertices);
    float lowest = 1.0F;
    for (int v = 0; v < kBodyVertices; ++v) {
        ASSERT_EQ(body.templateVertex[v], v);
        ASSERT_LT((obj.vertices[v].transpose() - body.mesh.positions.row(v)).norm(), 2e-6F);
        lowest = std::min(lowest, obj.vertices[v].y());
    }
    EXPECT_NEAR(lowest, 0.0F, 1e-6F);
    for (const auto& face : obj.faces) {
        EXPECT_EQ(face.size(), 4U);
    }
}

} // namespace
} // namespace maquette
