// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What maquette-cli makes of the sample photo: report, pictures, GLB, FBX, OBJ, in other programs
// too. The shared files are made by one run, with --height 1.8 and --texture-size 512.
#include "core/base/file.h"
#include "core/data/library_files.h"
#include "core/geometry/template_mesh.h"
#include "tests/cli/cli_run.h"
#include "tests/io/blender.h"
#include "tests/support/sample_truth.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <limits>
#include <set>
#include <sstream>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using test::contains;
using test::quoted;
using test::sharedFile;
using test::TemporaryFolder;

// ---- report and pictures --------------------------------------------------------------------

TEST(CliReport, GivesTimesAgreementAndLandmarks) {
    const Json report = test::jsonOf(sharedFile("sample.json")).at(0);
    double sum = 0.0;
    std::vector<const char*> stages = {"prepare", "constrain", "clothe",
                                       "texture", "finish",    "export"};
    if (report.at("mapping").at("model") != "") { // none in a build without LibTorch
        stages.insert(stages.end(), {"encode", "generate"});
    }
    for (const char* stage : stages) {
        ASSERT_TRUE(report.at("stages").contains(stage)) << stage;
        EXPECT_GT(report["stages"][stage].get<double>(), 0.0) << stage;
        sum += report["stages"][stage].get<double>();
    }
    EXPECT_EQ(report.at("stages").size(), stages.size());
    EXPECT_NEAR(report.at("seconds").get<double>(), sum, 1e-6);
    EXPECT_NEAR(report.at("iou").get<double>(), test::kSampleBodyIou, 0.03);
    EXPECT_GT(report.at("clothedIou").get<double>(), 0.93);
    EXPECT_LT(report.at("jointError").get<double>(), 0.007);
    EXPECT_LT(report.at("faceError").get<double>(), 0.01);
    EXPECT_NEAR(report.at("heightMetres").get<double>(), 1.8, 1e-4);
    EXPECT_EQ(report.at("people"), 1);
    EXPECT_EQ(report.at("outputs").size(), 3U);
    EXPECT_EQ(report.at("warnings"), Json::array());
}

TEST(CliReport, PutsTheLandmarksOnThePerson) {
    const Json marks = test::jsonOf(sharedFile("sample.json")).at(0).at("landmarks");
    const cv::Size size = cv::imread(test::samplePhoto().string()).size();
    ASSERT_EQ(marks.at("body").size(), 33U);
    ASSERT_EQ(marks.at("face").size(), 468U);
    for (const Json& point : marks["face"]) {
        EXPECT_GT(point[0].get<double>(), 0.35 * size.width);
        EXPECT_LT(point[0].get<double>(), 0.55 * size.width);
        EXPECT_LT(point[1].get<double>(), 0.2 * size.height);
    }
    const Json& nose = marks["body"][0];
    const Json& ankle = marks["body"][27];
    EXPECT_LT(nose[1].get<double>(), 0.15 * size.height);
    EXPECT_GT(ankle[1].get<double>(), 0.75 * size.height);
    EXPECT_GT(nose[2].get<double>(), 0.9);
}

/// Share of pixels that differ from the picture's corner: what is drawn.
double drawnShare(const cv::Mat& picture) {
    cv::Mat apart;
    cv::absdiff(picture, cv::Scalar(picture.at<cv::Vec3b>(0, 0)), apart);
    const cv::Mat bands = apart.reshape(1);
    return static_cast<double>(cv::countNonZero(bands > 40)) / static_cast<double>(bands.total());
}

TEST(CliPictures, DrawsWithoutADisplay) {
    const cv::Mat sheet = cv::imread(sharedFile("turntable.png").string());
    ASSERT_FALSE(sheet.empty());
    EXPECT_GT(sheet.cols, 5 * 400);
    EXPECT_GT(drawnShare(sheet), 0.1);
    EXPECT_LT(drawnShare(sheet), 0.7);
    const cv::Mat overlay = cv::imread(sharedFile("overlay.png").string());
    ASSERT_FALSE(overlay.empty());
    EXPECT_EQ(overlay.rows, 900);
}

// ---- OBJ ------------------------------------------------------------------------------------

/// The "v" lines of an OBJ.
std::vector<cv::Vec3d> objVertices(const fs::path& path) {
    std::vector<cv::Vec3d> vertices;
    std::istringstream file(test::contentOf(path));
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("v ")) {
            cv::Vec3d v;
            std::istringstream(line.substr(2)) >> v[0] >> v[1] >> v[2];
            vertices.push_back(v);
        }
    }
    return vertices;
}

struct Extent {
    cv::Vec3d low = cv::Vec3d::all(std::numeric_limits<double>::max());
    cv::Vec3d high = cv::Vec3d::all(std::numeric_limits<double>::lowest());

    explicit Extent(const std::vector<cv::Vec3d>& points) {
        for (const cv::Vec3d& p : points) {
            for (int axis = 0; axis < 3; ++axis) {
                low[axis] = std::min(low[axis], p[axis]);
                high[axis] = std::max(high[axis], p[axis]);
            }
        }
    }
};

std::vector<cv::Vec3d> bodyOf(std::vector<cv::Vec3d> vertices) {
    EXPECT_GE(vertices.size(), static_cast<std::size_t>(kBodyVertices));
    vertices.resize(kBodyVertices);
    return vertices;
}

TEST(CliObj, BodyComesFirstInMetresWithFeetOnTheGround) {
    const std::vector<cv::Vec3d> body = bodyOf(objVertices(sharedFile("sample.obj")));
    const Extent extent(body);
    EXPECT_NEAR(extent.low[1], 0.0, 1e-5);
    EXPECT_NEAR(extent.high[1], 1.8, 1e-4);
    EXPECT_NEAR(extent.low[0], -extent.high[0], 0.05); // the rest pose is nearly symmetric
    EXPECT_LT(extent.high[2] - extent.low[2], 0.6);    // and upright
    // The nose points to +z: of all vertices at its height none is farther in front.
    const auto nose = std::max_element(body.begin(), body.end(), [](const auto& a, const auto& b) {
        const auto front = [](const cv::Vec3d& v) { return v[1] > 1.6 ? v[2] : -1.0; };
        return front(a) < front(b);
    });
    EXPECT_NEAR((*nose)[0], 0.0, 0.01);
}

TEST(CliObj, NamesAMaterialFileAndPicturesThatExist) {
    std::istringstream material(test::contentOf(sharedFile("sample.mtl")));
    std::set<std::string> pictures;
    for (std::string line; std::getline(material, line);) {
        if (line.starts_with("map_Kd ")) {
            pictures.insert(line.substr(7));
        }
    }
    EXPECT_TRUE(contains(test::contentOf(sharedFile("sample.obj")), "mtllib sample.mtl\n"));
    ASSERT_FALSE(pictures.empty());
    for (const std::string& picture : pictures) {
        EXPECT_FALSE(cv::imread(sharedFile(picture).string(), cv::IMREAD_UNCHANGED).empty());
    }
    EXPECT_EQ(cv::imread(sharedFile("sample_body.png").string()).size(), cv::Size(512, 512));
}

TEST(CliObj, BodyOnlyLeavesClothesOut) {
    const TemporaryFolder folder;
    const auto result =
        test::reconstruct(test::samplePhoto(), folder / "body.obj",
                          "--body-only --height 1.8 --json " + quoted(folder / "report.json"));
    ASSERT_EQ(result.status, 0) << result.output;
    const Json report = test::jsonOf(folder / "report.json").at(0);
    EXPECT_EQ(report.at("layers"), Json::array());
    const auto naked = bodyOf(objVertices(folder / "body.obj"));
    const auto dressed = bodyOf(objVertices(sharedFile("sample.obj")));
    EXPECT_NEAR(Extent(naked).high[1], 1.8, 1e-4);
    // Trousers and shirt of the sample stand off by centimetres.
    double farthest = 0.0;
    for (std::size_t v = 0; v < naked.size(); ++v) {
        farthest = std::max(farthest, cv::norm(naked[v] - dressed[v]));
    }
    EXPECT_GT(farthest, 0.01);
    EXPECT_LT(farthest, 0.2);
}

// ---- GLB and FBX in other programs ----------------------------------------------------------

/// Names of the bones in a GLB.
std::set<std::string> jointNames(const Json& glb) {
    std::set<std::string> names;
    for (const Json& joint : glb.at("skins").at(0).at("joints")) {
        names.insert(glb["nodes"][joint.get<std::size_t>()].at("name").get<std::string>());
    }
    return names;
}

fs::path validator() {
    return dataFolder() / "tools" / "gltf-validator" / "validate.mjs";
}

void expectValid(const fs::path& glb) {
    if (!test::hasProgram("node") || !fs::exists(validator())) {
        GTEST_SKIP() << "node or " << validator() << " is not installed.";
    }
    const auto result = test::runCommand({"node", validator().string(), glb.string()});
    const Json report = Json::parse(result.output, nullptr, false);
    ASSERT_TRUE(report.is_object()) << result.output;
    EXPECT_EQ(report.at("issues").at("numErrors"), 0) << report["issues"].dump(1);
    EXPECT_EQ(report.at("issues").at("numWarnings"), 0) << report["issues"].dump(1);
}

TEST(CliGlb, PassesTheValidator) {
    expectValid(sharedFile("sample.glb"));
}

TEST(CliGlb, NamesTheFacialUnits) {
    const Json glb = test::glbJson(sharedFile("sample.glb"));
    std::set<std::string> names;
    for (const Json& mesh : glb.at("meshes")) {
        if (mesh.contains("extras")) {
            for (const Json& name : mesh["extras"].at("targetNames")) {
                names.insert(name.get<std::string>());
            }
        }
    }
    EXPECT_EQ(names, std::set<std::string>(arkitUnitNames().begin(), arkitUnitNames().end()));
    EXPECT_EQ(jointNames(glb).size(), 53U);
    EXPECT_TRUE(jointNames(glb).count("upperarm_l"));
}

struct RigCase {
    const char* name;
    std::size_t bones;
    const char* bone; ///< one of its names
};

void PrintTo(const RigCase& rig, std::ostream* stream) {
    *stream << rig.name;
}

class CliRig : public testing::TestWithParam<RigCase> {};

TEST_P(CliRig, IsInTheGlbInThePhotosPose) {
    const TemporaryFolder folder;
    const auto result =
        test::reconstruct(test::samplePhoto(), folder / "sample.glb",
                          std::string("--pose photo --rig ") + GetParam().name + " -o " +
                              quoted(folder / "sample.obj") + " --height 1.8");
    ASSERT_EQ(result.status, 0) << result.output;
    const std::set<std::string> names = jointNames(test::glbJson(folder / "sample.glb"));
    EXPECT_EQ(names.size(), GetParam().bones);
    EXPECT_TRUE(names.count(GetParam().bone)) << *names.begin();
    // The sample's arms hang; at rest they are spread.
    const Extent rest(bodyOf(objVertices(sharedFile("sample.obj"))));
    const Extent photo(bodyOf(objVertices(folder / "sample.obj")));
    EXPECT_LT(photo.high[0] - photo.low[0], 0.75 * (rest.high[0] - rest.low[0]));
    EXPECT_NEAR(photo.low[1], 0.0, 0.03);
    expectValid(folder / "sample.glb");
}

INSTANTIATE_TEST_SUITE_P(Rigs, CliRig,
                         testing::Values(RigCase{"mixamo", 52, "mixamorig:LeftArm"},
                                         RigCase{"default", 163, "upperarm01.L"},
                                         RigCase{"cmu_mb", 31, "LeftArm"}),
                         [](const auto& rig) { return std::string(rig.param.name); });

void expectRiggedAndTextured(const Json& report) {
    ASSERT_EQ(report.at("armatures").size(), 1U);
    EXPECT_EQ(report["armatures"].front().at("bones").size(), 53U);
    for (const auto& [name, mesh] : report.at("meshes").items()) {
        EXPECT_FALSE(mesh.at("armature").is_null()) << name;
        EXPECT_FALSE(mesh.at("used_groups").empty()) << name;
        EXPECT_NEAR(mesh.at("weight_sums")[0].get<double>(), 1.0, 1e-3) << name;
        EXPECT_LE(mesh.at("weight_sums")[2].get<int>(), 4) << name;
        EXPECT_EQ(mesh.at("uv_layers").size(), 1U) << name;
        for (const Json& image : mesh.at("images")) { // teeth and lashes have a plain colour
            EXPECT_TRUE(image.at("has_data")) << name;
        }
    }
    ASSERT_EQ(report["meshes"].at("eyes").at("images").size(), 1U);
    const Json& body = report["meshes"].at("body");
    ASSERT_EQ(body.at("images").size(), 1U);
    EXPECT_EQ(body.at("images")[0].at("size"), Json::array({512, 512}));
    EXPECT_NEAR(body.at("bounds")[0][2].get<double>(), 0.0, 1e-3); // Blender has z up
    EXPECT_NEAR(body.at("bounds")[1][2].get<double>(), 1.8, 1e-3);
}

class CliInBlender : public testing::Test {
protected:
    void SetUp() override {
        if (!test::hasProgram("blender")) {
            GTEST_SKIP() << "blender is not installed.";
        }
    }
};

TEST_F(CliInBlender, GlbHasRigTexturesAndShapeKeys) {
    const Json report = test::inspectInBlender(sharedFile("sample.glb"));
    ASSERT_TRUE(report.is_object());
    expectRiggedAndTextured(report);
    std::set<std::string> keys;
    for (const Json& mesh : report["meshes"]) {
        for (const Json& key : mesh.at("shape_keys")) {
            keys.insert(key.get<std::string>());
        }
    }
    EXPECT_EQ(keys, std::set<std::string>(arkitUnitNames().begin(), arkitUnitNames().end()));
}

TEST_F(CliInBlender, FbxHasRigTexturesAndQuads) {
    const Json report = test::inspectInBlender(sharedFile("sample.fbx"));
    ASSERT_TRUE(report.is_object());
    expectRiggedAndTextured(report);
    const Json& body = report["meshes"].at("body");
    EXPECT_EQ(body.at("vertices"), kBodyVertices);
    EXPECT_EQ(body.at("triangles"), 0);
    EXPECT_GT(body.at("quads").get<int>(), 13000);
}

} // namespace
} // namespace maquette
