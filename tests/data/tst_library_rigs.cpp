// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/library_copy.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace maquette {
namespace {

using test::installedLibrary;

std::shared_ptr<const Rig> rigNamed(const std::string& name) {
    const auto rig = installedLibrary().rig(name);
    EXPECT_TRUE(rig) << (rig ? "" : describe(rig.error()));
    return *rig;
}

double weightOf(const Rig& rig, int vertex, int bone) {
    double sum = 0.0;
    for (int e = rig.weights.offsets[vertex]; e < rig.weights.offsets[vertex + 1]; ++e) {
        sum += rig.weights.bones[e] == bone ? rig.weights.weights[e] : 0.0F;
    }
    return sum;
}

TEST(LibraryRigs, AreMpfbsStandardRigs) {
    const std::map<std::string, int> expected = {{"cmu_mb", 31},
                                                 {"default", 163},
                                                 {"default_no_toes", 137},
                                                 {"game_engine", 53},
                                                 {"game_engine_with_breast", 55},
                                                 {"mixamo", 52}};
    std::map<std::string, int> found;
    for (const std::string& name : installedLibrary().rigNames()) {
        found[name] = static_cast<int>(rigNamed(name)->bones.size());
    }
    EXPECT_EQ(found, expected);
}

TEST(LibraryRigs, HaveParentsFirstAndOneRoot) {
    for (const std::string& name : installedLibrary().rigNames()) {
        const auto rig = rigNamed(name);
        int roots = 0;
        for (std::size_t i = 0; i < rig->bones.size(); ++i) {
            EXPECT_LT(rig->bones[i].parent, static_cast<int>(i)) << name;
            EXPECT_GE(rig->bones[i].parent, -1);
            roots += rig->bones[i].parent < 0;
        }
        EXPECT_EQ(roots, 1) << name;
    }
}

TEST(LibraryRigs, WeightsOfEveryVertexSumToOne) {
    for (const std::string& name : installedLibrary().rigNames()) {
        const auto rig = rigNamed(name);
        ASSERT_EQ(rig->weights.vertexCount(), kTemplateVertices) << name;
        for (int v = 0; v < kTemplateVertices; ++v) {
            double sum = 0.0;
            for (int e = rig->weights.offsets[v]; e < rig->weights.offsets[v + 1]; ++e) {
                EXPECT_GT(rig->weights.weights[e], 0.0F);
                ASSERT_LT(rig->weights.bones[e], static_cast<int>(rig->bones.size()));
                sum += rig->weights.weights[e];
            }
            ASSERT_NEAR(sum, 1.0, 1e-5) << name << " vertex " << v;
        }
    }
}

TEST(LibraryRigs, BonesFollowTheShape) {
    const auto rig = rigNamed("default");
    CharacterParameters child;
    child.macro.age = 8.0;
    const Skeleton adult = rig->skeletonFor(*installedLibrary().shape({}));
    const Skeleton young = rig->skeletonFor(*installedLibrary().shape(child));
    ASSERT_EQ(adult.rigName, "default");
    for (const char* name : {"upperarm01", "lowerleg01", "foot", "finger3-2"}) {
        const Bone& left = adult.bones[adult.indexOf(std::string(name) + ".L")];
        const Bone& right = adult.bones[adult.indexOf(std::string(name) + ".R")];
        const Eigen::Vector3f image(-right.head.x(), right.head.y(), right.head.z());
        EXPECT_LT((left.head - image).norm(), 1e-3F) << name;
        EXPECT_GT(left.head.x(), 0.02F) << name;
        const Bone& small = young.bones[young.indexOf(std::string(name) + ".L")];
        const float ratio = (small.tail - small.head).norm() / (left.tail - left.head).norm();
        EXPECT_LT(ratio, 0.9F) << name;
        EXPECT_GT(ratio, 0.4F) << name;
    }
    const Bone& head = adult.bones[adult.indexOf("head")];
    EXPECT_GT(head.tail.y(), head.head.y() + 0.05F);
}

TEST(LibraryRigs, ToesGoWithTheFootWhereTheRigHasNone) {
    const auto toes = rigNamed("default");
    const auto none = rigNamed("default_no_toes");
    const auto boneOf = [](const Rig& rig, const std::string& name) {
        return rig.skeletonFor(installedLibrary().templateMesh().mesh.positions).indexOf(name);
    };
    const int toe = boneOf(*toes, "toe3-2.L");
    const int foot = boneOf(*none, "foot.L");
    EXPECT_EQ(boneOf(*none, "toe3-1.L"), -1);
    int moved = 0;
    for (int v = 0; v < kBodyVertices; ++v) {
        if (const double weight = weightOf(*toes, v, toe); weight > 0.3) {
            EXPECT_GE(weightOf(*none, v, foot), weight - 1e-6);
            ++moved;
        }
    }
    EXPECT_GE(moved, 5);
}

TEST(LibraryRigs, AreNamedWhenOneIsUnknown) {
    const auto rig = installedLibrary().rig("unreal");
    ASSERT_FALSE(rig);
    EXPECT_EQ(rig.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(rig.error().advice.find("game_engine, "), std::string::npos) << rig.error().advice;
}

TEST(LibraryRigs, DamagedFilesAreNamed) {
    const test::LibraryCopy copy;
    const std::string folder = "mpfb2/rigs/standard/";
    copy.cut(folder + "rig.mixamo.json", 0.5);
    copy.cut(folder + "weights.cmu_mb.json", 0.9);
    copy.replace(folder + "rig.game_engine.json",
                 R"({"Root": {"parent": "Ghost", "head": {}, "tail": {}}})");
    const auto library = Library::open(copy.folder());
    ASSERT_TRUE(library) << describe(library.error());
    for (const auto& [rig, file] :
         std::map<std::string, std::string>{{"mixamo", "rig.mixamo.json"},
                                            {"cmu_mb", "weights.cmu_mb.json"},
                                            {"game_engine", "rig.game_engine.json"}}) {
        const auto result = (*library)->rig(rig);
        ASSERT_FALSE(result) << rig;
        EXPECT_EQ(result.error().code, ErrorCode::CorruptData);
        EXPECT_NE(result.error().message.find(file), std::string::npos) << result.error().message;
    }
    EXPECT_TRUE((*library)->rig("default"));
}

} // namespace
} // namespace maquette
