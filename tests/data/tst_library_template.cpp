// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/compressed_file.h"
#include "core/data/library_files.h"
#include "tests/data/library_copy.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <sstream>

namespace maquette {
namespace {

using Json = nlohmann::json;
using test::installedLibrary;

const Template& mesh() {
    return installedLibrary().templateMesh();
}

std::filesystem::path metadata(const char* file) {
    return Library::locate() / "mpfb2" / "mesh_metadata" / file;
}

/// Mean of the vertices of a group in the default shape.
Eigen::RowVector3f centreOf(const std::string& group) {
    return mesh().mesh.positions(mesh().groups.at(group), Eigen::all).colwise().mean();
}

TEST(LibraryTemplate, HoldsTheQuadsOfEveryPart) {
    const std::map<TemplatePart, std::size_t> expected = {
        {TemplatePart::Body, 13378},    {TemplatePart::LeftEye, 70},
        {TemplatePart::RightEye, 70},   {TemplatePart::UpperTeeth, 48},
        {TemplatePart::LowerTeeth, 48}, {TemplatePart::Tongue, 224},
        {TemplatePart::Lashes, 184},    {TemplatePart::Hair, 198},
        {TemplatePart::Tights, 2650},   {TemplatePart::Skirt, 684}};
    for (const auto& [part, count] : expected) {
        EXPECT_EQ(mesh().facesOf(part).size(), count) << static_cast<int>(part);
    }
    const PolygonMesh& polygons = mesh().mesh;
    ASSERT_EQ(polygons.vertexCount(), kTemplateVertices);
    ASSERT_EQ(mesh().faceParts.size(), static_cast<std::size_t>(polygons.faceCount()));
    for (int f = 0; f < polygons.faceCount(); ++f) {
        EXPECT_EQ(polygons.faceOffsets[f + 1] - polygons.faceOffsets[f], 4);
    }
    EXPECT_EQ(polygons.cornerUv.size(), polygons.cornerVertex.size());
    EXPECT_GE(polygons.uvs.minCoeff(), 0.0F);
    EXPECT_LE(polygons.uvs.maxCoeff(), 1.0F);
}

TEST(LibraryTemplate, LooksToTheFrontInMetres) {
    const Points& positions = mesh().mesh.positions;
    EXPECT_NEAR(bodyHeight(positions), 1.66F, 0.05F);
    EXPECT_GT(centreOf("helper-l-eye").x(), 0.02F);
    EXPECT_GT(centreOf("helper-l-eye").z(), centreOf("joint-head").z());
    EXPECT_GT(centreOf("joint-head").y(), centreOf("joint-pelvis").y() + 0.4F);
}

TEST(LibraryTemplate, MirrorIsMpfbsTableAndAnInvolution) {
    std::istringstream table(*readLibraryText(metadata("hm08.mirror")));
    int vertex = 0;
    int image = 0;
    std::string side;
    const std::vector<int>& mirror = mesh().mirrorVertex;
    ASSERT_EQ(mirror.size(), static_cast<std::size_t>(kTemplateVertices));
    int lines = 0;
    for (; table >> vertex >> image >> side; ++lines) {
        ASSERT_EQ(mirror[vertex], image);
        ASSERT_EQ(mirror[image], vertex);
    }
    EXPECT_EQ(lines, kTemplateVertices);
}

TEST(LibraryTemplate, GroupsAreMpfbsTable) {
    const Json table = Json::parse(*readLibraryText(metadata("basemesh_vertex_groups.json")));
    int compared = 0;
    for (const auto& [name, ranges] : table.items()) {
        const bool isGroupOfTheMesh = name.starts_with("joint-") || name.starts_with("helper-");
        if (!isGroupOfTheMesh || isGenitalName(name)) {
            continue;
        }
        std::vector<int> expected;
        for (const Json& range : ranges) {
            for (int v = range[0]; v <= range[1]; ++v) {
                expected.push_back(v);
            }
        }
        ASSERT_TRUE(mesh().groups.contains(name)) << name;
        EXPECT_EQ(mesh().groups.at(name), expected) << name;
        ++compared;
    }
    EXPECT_EQ(compared, 137);
}

TEST(LibraryTemplate, SkinRegionsLieWhereTheyShould) {
    const auto& groups = mesh().groups;
    for (const char* name :
         {"ears", "eyelids", "face", "fingernails", "inside-mouth", "lips", "toenails"}) {
        ASSERT_TRUE(groups.contains(name)) << name;
        const std::vector<int>& rows = groups.at(name);
        ASSERT_GT(rows.size(), 40U) << name;
        const std::set<int> members(rows.begin(), rows.end());
        EXPECT_TRUE(std::all_of(rows.begin(), rows.end(), [&](int v) {
            return v < kBodyVertices && members.contains(mesh().mirrorVertex[v]);
        })) << name;
    }
    EXPECT_LT(centreOf("lips").y(), centreOf("eyelids").y());
    EXPECT_NEAR(centreOf("lips").x(), 0.0F, 2e-3F);
    EXPECT_LT((centreOf("lips") - centreOf("helper-upper-teeth")).norm(), 0.04F);
    EXPECT_GT(centreOf("face").z(), centreOf("ears").z());
    for (const int v : groups.at("fingernails")) {
        const BodyRegion region = mesh().regions[v];
        EXPECT_TRUE(region == BodyRegion::LeftHand || region == BodyRegion::RightHand);
    }
    for (const int v : groups.at("toenails")) {
        const BodyRegion region = mesh().regions[v];
        EXPECT_TRUE(region == BodyRegion::LeftFoot || region == BodyRegion::RightFoot);
    }
}

TEST(LibraryTemplate, RegionsMirrorAndLieOnTheirSide) {
    const std::vector<BodyRegion>& regions = mesh().regions;
    ASSERT_EQ(regions.size(), static_cast<std::size_t>(kBodyVertices));
    int asymmetric = 0;
    for (int v = 0; v < kBodyVertices; ++v) {
        const int code = static_cast<int>(regions[v]);
        const int firstLimb = static_cast<int>(BodyRegion::LeftUpperArm);
        // Limbs alternate left, right; the image of one lies in the other.
        const int expected = code < firstLimb ? code : ((code - firstLimb) ^ 1) + firstLimb;
        asymmetric += static_cast<int>(regions[mesh().mirrorVertex[v]]) != expected;
        const bool isLeftLimb = code >= firstLimb && (code - firstLimb) % 2 == 0;
        if (isLeftLimb) {
            EXPECT_GE(mesh().mesh.positions(v, 0), -1e-3F) << v;
        }
    }
    EXPECT_EQ(asymmetric, 0);
    EXPECT_GT(std::count(regions.begin(), regions.end(), BodyRegion::Head), 2000);
}

TEST(LibraryTemplate, LeavesOutGenitalsEverywhere) {
    const Library& library = installedLibrary();
    const auto expectClean = [](const std::string& name) {
        for (const char* word : {"genital", "penis", "testicle", "crotch", "bulge"}) {
            EXPECT_EQ(name.find(word), std::string::npos) << name;
        }
    };
    for (const std::string& name : library.targetNames()) {
        expectClean(name);
    }
    for (const Slider& slider : library.sliders()) {
        expectClean(slider.name + slider.negative + slider.positive);
    }
    for (const auto& [name, rows] : mesh().groups) {
        expectClean(name);
    }
    EXPECT_EQ(library.target("genitals/penis-length-incr"), nullptr);
    const auto isGenital = [](int v) { return v >= 15128 && v < 15328; };
    const std::vector<int>& corners = mesh().mesh.cornerVertex;
    EXPECT_TRUE(std::none_of(corners.begin(), corners.end(), isGenital));
}

TEST(LibraryTemplate, FacialUnitsAreArkits) {
    const std::vector<std::string>& names = installedLibrary().facialUnitNames();
    EXPECT_EQ(names.size(), 52U);
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 52U);
    CharacterParameters open;
    open.facialUnits["jawOpen"] = 1.0;
    const Points shape = *installedLibrary().shape(open);
    const auto& teeth = mesh().groups.at("helper-lower-teeth");
    const float drop = (mesh().mesh.positions(teeth, 1) - shape(teeth, 1)).mean();
    EXPECT_GT(drop, 5e-3F);
    const auto& upper = mesh().groups.at("helper-upper-teeth");
    EXPECT_LT((mesh().mesh.positions(upper, 1) - shape(upper, 1)).cwiseAbs().maxCoeff(), 1e-3F);
}

} // namespace
} // namespace maquette
